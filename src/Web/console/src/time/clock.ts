/** The server's time, as well as this browser knows it: a volunteer's laptop may be minutes off, and a wait must not read "in 3 min". */
export class ServerClock {
  private offset = 0;

  constructor(private readonly local: () => number = Date.now) {}

  set(serverNow: string): void {
    this.offset = Date.parse(serverNow) - this.local();
  }

  now(): number {
    return this.local() + this.offset;
  }
}
