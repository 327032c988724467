import { expect, test } from "vitest";
import { deskApi } from "../src/desk";
import { follow, type FeedEvents } from "../src/feed";
import { spoken } from "../src/texts";

class Stream extends EventTarget {
  say(kind: string, data: unknown): void {
    this.dispatchEvent(new MessageEvent(kind, { data: JSON.stringify(data) }));
  }
}

/** A receiver whose methods need their `this`, as the page's do. */
class Receiver implements FeedEvents {
  readonly got: unknown[] = [];
  desk(what: unknown): void { this.got.push(["desk", what]); }
  person(what: unknown): void { this.got.push(["person", what]); }
  troubles(what: unknown): void { this.got.push(["troubles", what]); }
  warnings(what: unknown): void { this.got.push(["warnings", what]); }
  clock(what: unknown): void { this.got.push(["clock", what]); }
  connected(what: unknown): void { this.got.push(["connected", what]); }
}

test("the feed hands on each kind of news, and whether anyone is there", () => {
  const stream = new Stream();
  const receiver = new Receiver();
  let url = "";
  follow("/simulator/", receiver, asked => {
    url = asked;
    return stream as unknown as EventSource;
  });

  stream.say("desk", { lines: [] });
  stream.say("person", { number: "+447700900201" });
  stream.say("troubles", { duplicate: true });
  stream.say("warnings", []);
  stream.say("clock", 20);
  stream.dispatchEvent(new Event("error"));

  expect(url).toBe("/simulator/api/events");
  expect(receiver.got).toEqual([
    ["connected", true], ["desk", { lines: [] }], ["person", { number: "+447700900201" }], ["troubles", { duplicate: true }], ["warnings", []], ["clock", 20], ["connected", false],
  ]);
});

test("a refusal comes back in the simulator's words, and silence in ours", async () => {
  const refused = deskApi("/simulator/", () => Promise.resolve(new Response(JSON.stringify("Amira's telephone is in use."), { status: 400 })));
  const silent = deskApi("/simulator/", () => Promise.reject(new TypeError("network")));

  expect(await refused.person("+447700900201", "ring", { line: "x" })).toBe("Amira's telephone is in use.");
  expect(await silent.clearWarnings()).toBe("The simulator does not answer.");
});

test("a person is asked by their number, safely in the address", async () => {
  const requests: [string, string | undefined, unknown][] = [];
  const api = deskApi("/simulator/", (url, init) => {
    requests.push([String(url), init?.method, init?.body]);
    return Promise.resolve(new Response(null, { status: 204 }));
  });

  expect(await api.person("+447700900201", "press", { keys: "1" })).toBeNull();

  expect(requests).toEqual([["/simulator/api/people/%2B447700900201/press", "POST", '{"keys":"1"}']]);
});

test.each([
  ["+447700900201", "07700 900201"],
  ["+448081570101", "0808 157 0101"],
  ["+441632960001", "01632 960001"],
  ["+266696687", "+266696687"],
])("%s is written %s", (number, words) => expect(spoken(number)).toBe(words));
