import { act, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { agent, ago, assignment, change, contact, id, snapshot, supervisor, why } from "../../dev/fixtures";
import { Problem } from "../../src/api/problem";
import { openConsole } from "../console";

const two = snapshot({
  me: supervisor,
  contacts: [contact(100, { waitingSince: ago(30) }), contact(101, { channel: "sms", waitingSince: ago(9) })],
  agents: [agent(1), agent(2)],
});
const panel = () => screen.findByRole("region", { name: "Why this is waiting" });
const opener = (place: number) => screen.getByRole("button", { name: `Why number ${place} is waiting` });

async function openPage(asked: () => Promise<ReturnType<typeof why>> = () => Promise.resolve(why())) {
  history.replaceState(null, "", "/console/everyone");
  return openConsole({ first: two, api: { why: asked } });
}

afterEach(() => vi.useRealTimers());

describe("why is this waiting", () => {
  it("opens from the row with the keyboard, and says it in sentences", async () => {
    const asked: string[] = [];
    const { user } = await openConsoleAsking(asked);
    opener(1).focus();
    await user.keyboard("{Enter}");
    const said = await panel();
    expect(await within(said).findByText("None of the 3 agents who are there for it is free.")).toBeInTheDocument();
    expect(said).toHaveTextContent("It is 2nd in line among all who wait for the same agents.");
    expect(said).toHaveTextContent("It asks for: 0800 line, Punjabi and Faith (level 3 or more).");
    expect(said).toHaveTextContent(/At \d\d:\d\d \(in \d+ s\) it stops asking for Punjabi, any level is enough and the back-up group “on-call” is asked too\./);
    expect(said).toHaveTextContent("Dorota declined or missed it");
    expect(said).toHaveTextContent("2 have no room: somebody is with them");
    expect(asked).toEqual([id(100)]);
    expect(opener(1)).toHaveAttribute("aria-expanded", "true");
    expect(opener(1)).toHaveAttribute("aria-controls", said.id);
    await user.keyboard("{Enter}");
    expect(screen.queryByRole("region", { name: "Why this is waiting" })).toBeNull();
  });

  it("asks again when something happens to the contact", async () => {
    let answer = why();
    const { user, hear } = await openPage(() => Promise.resolve(answer));
    await user.click(opener(1));
    await within(await panel()).findByText(/2nd in line/);
    answer = why({ position: 1, offeredTo: id(2) });
    hear(change(11, { kind: "reprioritised", contact: contact(100, { waitingSince: ago(30), priority: "high" }) }));
    expect(await screen.findByText("It is ringing at Bronwen now.")).toBeInTheDocument();
    expect(await panel()).toHaveTextContent("It is first in line.");
  });

  it("asks again every few seconds by itself", async () => {
    let asked = 0;
    const { user } = await openPage(() => (asked++, Promise.resolve(why())));
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"], shouldAdvanceTime: false });
    await user.click(opener(1));
    await waitFor(() => expect(asked).toBe(1));
    await act(() => vi.advanceTimersByTimeAsync(6000));
    expect(asked).toBe(3);
  });

  it("stays and says so when the contact is answered while it is open", async () => {
    const { user, hear } = await openPage();
    await user.click(opener(1));
    await within(await panel()).findByText(/2nd in line/);
    hear(change(11, { kind: "accepted", contact: contact(100, { state: "inHand" }), assignment: assignment(10, 100, { agent: id(2) }) }));
    expect(await panel()).toHaveTextContent("It is not waiting any more: Bronwen has answered it.");
    expect(within(screen.getByRole("region", { name: "Waiting" })).getByText("1", { selector: "h2 span" })).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("region", { name: "Why this is waiting" })).toBeNull();
  });

  it("says so when the queue knows it before this page does", async () => {
    const { user } = await openPage(() => Promise.reject(new Problem(409, "It is not waiting any more", "")));
    await user.click(opener(1));
    await waitFor(async () => expect(await panel()).toHaveTextContent("It is not waiting any more."));
  });

  it("that cannot be asked says why, and goes on asking", async () => {
    const { user } = await openPage(() => Promise.reject(new Problem(503, "Not possible at the moment", "The queue does not answer.")));
    await user.click(opener(1));
    await waitFor(async () => expect(await panel()).toHaveTextContent("Not possible at the moment. The queue does not answer."));
  });
});

async function openConsoleAsking(asked: string[]) {
  history.replaceState(null, "", "/console/everyone");
  return openConsole({ first: two, api: { why: contactId => (asked.push(contactId), Promise.resolve(why())) } });
}
