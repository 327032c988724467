import { screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { ago, assignment, change, contact, id, snapshot } from "../../dev/fixtures";
import type { TaskView } from "../../src/api/contract";
import { openConsole } from "../console";

const at = "2026-11-20T03:12:00Z";
const message: TaskView = { task: "message", at, seconds: 80, isHere: true, tries: [], mayRingAgain: false, begunBy: null };
const callBack: TaskView = { task: "callBack", at, seconds: null, isHere: false, tries: [], mayRingAgain: false, begunBy: null };
const inHand = (task: "message" | "callBack") => snapshot({ contacts: [contact(100, { state: "inHand", task })], assignments: [assignment(10, 100)] });

describe("a message somebody left", () => {
  it("is shown with when and how long, and can be played", async () => {
    await openConsole({ first: inHand("message"), api: { task: () => Promise.resolve(message) } });
    expect(await screen.findByRole("heading", { name: /A message left at \d\d:12 \(1 min 20 s\)/ })).toBeInTheDocument();
    expect(screen.getByLabelText("Listen to the message")).toHaveAttribute("src", `/api/contacts/${id(100)}/voicemail`);
    expect(screen.queryByRole("button", { name: "Mute" })).toBeNull();
  });

  it("says so while the sound is not here yet, and shows it when there is news", async () => {
    let here = false;
    const { hear } = await openConsole({ first: inHand("message"), api: { task: () => Promise.resolve({ ...message, isHere: here }) } });
    expect(await screen.findByText(/being fetched/)).toBeInTheDocument();
    here = true;
    hear(change(11, { kind: "news", reason: "callChanged", contact: contact(100, { state: "inHand", task: "message" }) }));
    expect(await screen.findByLabelText("Listen to the message")).toBeInTheDocument();
  });

  it("is written down and saved, and what another window saved is not overwritten", async () => {
    const saveTranscript = vi.fn(() => Promise.resolve({ revision: 3 }));
    const { user } = await openConsole({ first: inHand("message"), api: { task: () => Promise.resolve(message), transcript: () => Promise.resolve({ text: "Shouted at.", revision: 2 }), saveTranscript } });
    const field = await screen.findByRole("textbox", { name: "What was said" });
    await vi.waitFor(() => expect(field).toHaveValue("Shouted at."));
    await user.type(field, " Safe on Tuesdays.");
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(saveTranscript).toHaveBeenCalledWith(id(100), "Shouted at. Safe on Tuesdays.", 2);
    expect(saveTranscript).toHaveBeenCalledTimes(1);
    expect(await screen.findByText("Saved")).toBeInTheDocument();
  });

  it("is answered without a call", async () => {
    const offered = snapshot({ contacts: [contact(100, { task: "message" })], assignments: [assignment(10, 100, { state: "offered", deadline: ago(-20) })] });
    const { user, services } = await openConsole({ first: offered, api: { task: () => Promise.resolve(message) } });
    const join = vi.spyOn(services.call, "join");
    expect(await screen.findByText(/A message left at/)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: /Answer/ }));
    expect(join).not.toHaveBeenCalled();
  });
});

describe("a call back", () => {
  it("is offered with when it was promised", async () => {
    const offered = snapshot({ contacts: [contact(100, { task: "callBack" })], assignments: [assignment(10, 100, { state: "offered", deadline: ago(-20) })] });
    await openConsole({ first: offered, api: { task: () => Promise.resolve(callBack) } });
    expect(await screen.findByText(/Call back: promised at \d\d:12/)).toBeInTheDocument();
  });

  it("says in words that they were not reached, and rings once more", async () => {
    const ringAgain = vi.fn(() => Promise.resolve());
    const tried: TaskView = { ...callBack, tries: [{ state: "busy", at, problem: "The line was engaged, or they declined." }], mayRingAgain: true };
    const { user } = await openConsole({ first: inHand("callBack"), api: { task: () => Promise.resolve(tried), ringAgain } });
    const bar = await screen.findByRole("region", { name: "Call back" });
    expect(within(bar).getByText(/Engaged or declined\. The line was engaged, or they declined\./)).toBeInTheDocument();
    await user.click(within(bar).getByRole("button", { name: "Ring once more" }));
    expect(ringAgain).toHaveBeenCalledWith(id(100));
  });

  it("is not rung again and again", async () => {
    const tried: TaskView = { ...callBack, tries: [{ state: "noAnswer", at, problem: "They did not answer." }], mayRingAgain: false, begunBy: null };
    await openConsole({ first: inHand("callBack"), api: { task: () => Promise.resolve(tried) } });
    expect(await screen.findByText(/rung as often as is safe/)).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Ring once more" })).toBeNull();
  });
});
