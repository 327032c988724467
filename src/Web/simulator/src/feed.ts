import type { Desk, Person, Troubles, Warning } from "./desk";

export interface FeedEvents {
  desk(desk: Desk): void;
  person(person: Person): void;
  troubles(troubles: Troubles): void;
  warnings(warnings: readonly Warning[]): void;
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
  on("person", events.person);
  on("troubles", events.troubles);
  on("warnings", events.warnings);
  source.addEventListener("error", () => events.connected(false));
  return source;
}
