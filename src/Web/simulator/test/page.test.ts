import "@testing-library/jest-dom/vitest";
import { fireEvent, screen, waitFor, within } from "@testing-library/dom";
import { beforeEach, expect, test } from "vitest";
import type { Desk, DeskApi, Person } from "../src/desk";
import { Page } from "../src/page";

const lines = [
  { number: "+448081570101", name: "Northamptonshire", voice: true, texts: false },
  { number: "+447700900101", name: "Northamptonshire", voice: false, texts: true },
];

const person = (changes: Partial<Person> = {}): Person => ({
  number: "+447700900201", name: "Amira", story: "At a bus stop", withheld: false, state: "idle", line: null, ending: null, transcript: [], texts: [], phoneOff: false, call: null, ...changes,
});

const desk = (...people: Person[]): Desk => ({ lines, people, troubles: { duplicate: false, reorder: false, delayMs: 0, dropEvery: 0, rest: "None", legs: "None" }, warnings: [], clockSpeed: 1 });

const heard = (text: string, speaker: "voice" | "person" | "sound" | "self" = "voice") => ({ at: `2026-11-20T03:00:0${text.length % 10}Z`, speaker, text, who: null });

let asked: unknown[];
let refuse: string | null;
let page: Page;

beforeEach(() => {
  asked = [];
  refuse = null;
  const record = (...what: unknown[]) => {
    asked.push(what);
    return Promise.resolve(refuse);
  };
  const api: DeskApi = {
    person: (number, act, what) => record(number, act, what),
    addPerson: what => record("add", what),
    troubles: what => record("troubles", what),
    clock: speed => record("clock", speed),
    clearWarnings: () => record("clear"),
  };
  document.body.innerHTML = "<main></main>";
  page = new Page(document.querySelector("main")!, api);
});

const amira = () => within(screen.getByRole("article", { name: "Amira" }));

test("an idle telephone rings the chosen line", () => {
  page.desk(desk(person()));

  fireEvent.click(amira().getByRole("button", { name: "Ring" }));

  expect(asked).toEqual([["+447700900201", "ring", { line: "+448081570101" }]]);
});

test("what is heard is added line by line, and earlier lines stay the same elements", () => {
  page.desk(desk(person({ state: "inCall", line: "+448081570101", transcript: [heard("Hello")] })));
  const first = amira().getByText("Hello");

  page.person(person({ state: "inCall", line: "+448081570101", transcript: [heard("Hello"), heard("Please wait")] }));

  const log = within(amira().getByRole("log"));
  expect(log.getByText("Please wait")).toBeInTheDocument();
  expect(log.getByText("Hello")).toBe(first);
  expect(log.getAllByText("Recorded voice")).toHaveLength(2);
});

test("a new call begins with an empty transcript", () => {
  page.desk(desk(person({ transcript: [heard("Goodbye then")], ending: "They hung up" })));
  expect(amira().getByText("They hung up")).toBeInTheDocument();

  page.person(person({ state: "calling", transcript: [] }));

  expect(amira().queryByText("Goodbye then")).toBeNull();
  expect(amira().getByText("Dialling…")).toBeInTheDocument();
});

test("in a call the keypad, also by keyboard, presses keys", () => {
  page.desk(desk(person({ state: "inCall", line: "+448081570101" })));

  expect(amira().queryByRole("group", { name: "Keypad" })).toBeNull();
  fireEvent.click(amira().getByRole("button", { name: "Keypad" }));
  fireEvent.click(amira().getByRole("button", { name: "5" }));
  fireEvent.keyDown(amira().getByRole("group", { name: "Keypad" }), { key: "*" });

  expect(asked).toEqual([["+447700900201", "press", { keys: "5" }], ["+447700900201", "press", { keys: "*" }]]);
  expect(amira().getByRole("button", { name: "Hang up" })).toBeInTheDocument();
});

test("what cannot be said stays in the box, and the page says why", async () => {
  page.desk(desk(person({ state: "inCall" })));
  refuse = "Amira's telephone has no call.";
  const box = amira().getByLabelText("Speak as Amira") as HTMLInputElement;

  fireEvent.change(box, { target: { value: "Are you there?" } });
  fireEvent.submit(box.form!);

  expect(await amira().findByText("Amira's telephone has no call.")).toBeInTheDocument();
  expect(box.value).toBe("Are you there?");
});

test("a text that arrives while the call side is shown is counted until it is looked at", async () => {
  page.desk(desk(person()));
  const text = { sid: "SM1", at: "2026-11-20T03:00:00Z", line: "+447700900101", body: "We are here", mine: false, status: "received", segments: 2 } as const;

  page.person(person({ texts: [text] }));
  const tab = amira().getByRole("tab", { name: /Text/ });
  expect(tab).toHaveTextContent("1");
  fireEvent.click(tab);

  expect(tab.querySelector(".unread")).not.toBeVisible();
  expect(amira().getByText("We are here")).toBeVisible();
  expect(amira().getByText("Northamptonshire · 2 messages")).toBeInTheDocument();
});

test("a text shows how it fared in words, not by a mark alone", async () => {
  const text = { sid: "SM1", at: "2026-11-20T03:00:00Z", line: "+447700900101", body: "Hello", mine: true, status: "sending", segments: 1 } as const;
  page.desk(desk(person({ texts: [text] })));
  fireEvent.click(amira().getByRole("tab", { name: /Text/ }));

  page.person(person({ texts: [{ ...text, status: "failed" }] }));

  await waitFor(() => expect(amira().getByText(/Not delivered/)).toBeVisible());
  expect(amira().getAllByText("Hello")).toHaveLength(1);
});

test("a telephone that is rung shows the call side, and can be answered or declined", () => {
  page.desk(desk(person()));
  fireEvent.click(amira().getByRole("tab", { name: /Text/ }));

  page.person(person({ state: "ringing", line: "+448081570101" }));
  expect(amira().getByText("Northamptonshire rings")).toBeVisible();
  fireEvent.click(amira().getByRole("button", { name: "Answer" }));
  fireEvent.click(amira().getByRole("button", { name: "Decline" }));

  expect(asked).toEqual([["+447700900201", "answer", undefined], ["+447700900201", "hangup", undefined]]);
});

test("someone else gets the next number that is nobody's", () => {
  page.desk(desk(person()));

  fireEvent.click(screen.getByRole("button", { name: "Someone else" }));

  expect(asked).toEqual([["add", { name: "Kwame", number: "+447700900202", withheld: false }]]);
});

test("the drawer sends all troubles at once and shows those that are on", () => {
  page.desk(desk(person()));

  fireEvent.click(screen.getByLabelText(/Everything arrives twice/));
  page.troubles({ duplicate: true, reorder: false, delayMs: 3000, dropEvery: 0, rest: "None", legs: "None" });

  expect(asked).toEqual([["troubles", { duplicate: true, reorder: false, delayMs: 0, dropEvery: 0, rest: "None", legs: "None" }]]);
  expect(screen.getByRole("button", { name: /Troubles/ })).toHaveTextContent("2 on");
});

test("the network's clock is set by itself, and any speed that is told is shown", () => {
  page.desk(desk(person()));
  const speed = screen.getByLabelText<HTMLSelectElement>("Clock speed");
  expect(speed).toHaveValue("1");

  fireEvent.change(speed, { target: { value: "20" } });
  page.clock(3);

  expect(asked).toEqual([["clock", 20]]);
  expect(speed).toHaveDisplayValue("3 times as fast");
});

test("complaints of the network are listed newest first with their number", () => {
  page.desk(desk(person()));

  page.warnings([
    { at: "2026-11-20T03:00:00Z", code: 12200, message: "there is no verb <Speak>", sid: "CA1", url: "http://127.0.0.1/voice" },
    { at: "2026-11-20T03:00:01Z", code: 11200, message: "the address answered 500", sid: "CA1", url: null },
  ]);

  const items = document.querySelectorAll(".complaints li");
  expect([...items].map(item => item.querySelector("strong")?.textContent)).toEqual(["11200", "12200"]);
});

test("the page says so when the simulator does not answer", () => {
  page.connected(false);
  expect(screen.getByText(/Trying again/)).toBeVisible();
  page.connected(true);
  expect(screen.getByText(/Trying again/)).not.toBeVisible();
});
