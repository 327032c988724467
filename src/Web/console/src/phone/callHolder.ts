/** Which window of this browser holds a call: after a reload, "it is in your other window" and "the line broke" are very different news. */
export class CallHolder {
  private readonly held = new Set<string>();
  private readonly channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("helpline.calls");

  constructor() {
    this.channel?.addEventListener("message", ({ data }: MessageEvent<{ ask?: string }>) => {
      if (data.ask && this.held.has(data.ask)) this.channel?.postMessage({ holds: data.ask });
    });
  }

  hold(assignment: string): void {
    this.held.add(assignment);
  }

  release(assignment: string): void {
    this.held.delete(assignment);
  }

  /** True when another window answers within half a second that it holds the call. */
  isHeldElsewhere(assignment: string): Promise<boolean> {
    const { channel } = this;
    if (!channel) return Promise.resolve(false);
    return new Promise(resolve => {
      const answer = ({ data }: MessageEvent<{ holds?: string }>) => {
        if (data.holds === assignment) settle(true);
      };
      const timer = setTimeout(() => settle(false), 500);
      const settle = (held: boolean) => {
        clearTimeout(timer);
        channel.removeEventListener("message", answer);
        resolve(held);
      };
      channel.addEventListener("message", answer);
      channel.postMessage({ ask: assignment });
    });
  }
}
