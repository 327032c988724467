import type { Desk, Person, Troubles, Warning } from "./desk";

export interface FeedEvents {
  desk(desk: Desk): void;
  person(person: Person): void;
  troubles(troubles: Troubles): void;
  warnings(warnings: readonly Warning[]): void;
  clock(speed: number): void;
  connected(isConnected: boolean): void;
}

/** Follows the desk. The browser reconnects by itself; each connection begins with the whole desk. */
export function follow(base: string, events: FeedEvents, open: (url: string) => EventSource = url => new EventSource(url)): EventSource {
  const source = open(`${base}api/events`);
  const on = <T>(kind: string, tell: (data: T) => void): void =>
    source.addEventListener(kind, event => tell(JSON.parse((event as MessageEvent<string>).data) as T));
  on<Desk>("desk", desk => {
    events.connected(true);
    events.desk(desk);
  });
  on<Person>("person", person => events.person(person));
  on<Troubles>("troubles", troubles => events.troubles(troubles));
  on<readonly Warning[]>("warnings", warnings => events.warnings(warnings));
  on<number>("clock", speed => events.clock(speed));
  source.addEventListener("error", () => events.connected(false));
  return source;
}
