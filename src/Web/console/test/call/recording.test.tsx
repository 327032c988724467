import { screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { ago, assignment, change, contact, id, snapshot } from "../../dev/fixtures";
import type { RecordingView, RecordingsView } from "../../src/api/contract";
import { openConsole } from "../console";

const live = snapshot({ contacts: [contact(100, { state: "inHand" })], assignments: [assignment(10, 100)] });

function recording(what: Partial<RecordingView> = {}): RecordingView {
  return { id: id(700), state: "recording", changing: false, agreedWith: id(1), agreedAt: ago(60), withdrawn: false, seconds: null, isHere: false, problem: null, ...what };
}

async function onCall(first: RecordingsView) {
  let now = first;
  const record = vi.fn(() => Promise.resolve());
  const recordingSound = vi.fn(() => Promise.resolve(new Blob(["sound"], { type: "audio/mpeg" })));
  const opened = await openConsole({ first: live, api: { recordings: () => Promise.resolve(now), record, recordingSound } });
  let number = 10;
  const network = (next: RecordingsView) => {
    now = next;
    opened.hear(change(++number, { kind: "news", reason: "callChanged", contact: contact(100, { state: "inHand" }), assignment: assignment(10, 100) }));
  };
  return { ...opened, record, recordingSound, network };
}

describe("recording a call", () => {
  it("is not spoken of on lines that do not record", async () => {
    await onCall({ mayRecord: false, recordings: [] });
    expect(screen.queryByRole("region", { name: "Recording" })).toBeNull();
  });

  it("asks for their agreement, and shows what the network has done", async () => {
    const { user, record, network } = await onCall({ mayRecord: true, recordings: [] });
    await user.click(await screen.findByRole("button", { name: "Record this call" }));
    expect(record).not.toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: "They agreed: record" }));
    expect(record).toHaveBeenLastCalledWith(id(100), "start");
    network({ mayRecord: true, recordings: [recording({ state: "asked", changing: true })] });
    expect(await screen.findByText("Asking the telephone network…")).toBeInTheDocument();
    network({ mayRecord: true, recordings: [recording()] });
    await user.click(await screen.findByRole("button", { name: "Pause" }));
    expect(record).toHaveBeenLastCalledWith(id(100), "pause");
    network({ mayRecord: true, recordings: [recording({ state: "paused" })] });
    expect(await screen.findByText(/Nothing is recorded now/)).toBeInTheDocument();
  });

  it("plays what was recorded only when it is here, and deletes it when they change their mind, after asking", async () => {
    URL.createObjectURL = () => "blob:sound";
    URL.revokeObjectURL = () => undefined;
    const { user, record, recordingSound, network } = await onCall({ mayRecord: true, recordings: [recording({ state: "stopped", seconds: 93 })] });
    expect(await screen.findByText(/It is being fetched/)).toBeInTheDocument();
    network({ mayRecord: true, recordings: [recording({ state: "stopped", seconds: 93, isHere: true })] });
    const listen = await screen.findByRole("button", { name: "Listen" });
    expect(recordingSound).not.toHaveBeenCalled();
    await user.click(listen);
    const player = await screen.findByLabelText("The recording");
    expect(player).toHaveAttribute("src", "blob:sound");
    expect(player).toHaveAttribute("controlsList", "nodownload");
    expect(recordingSound.mock.calls).toEqual([[id(100), id(700)]]);
    await user.click(screen.getByRole("button", { name: /They changed their mind/ }));
    expect(record).not.toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: "Delete it" }));
    expect(record).toHaveBeenLastCalledWith(id(100), "withdraw");
    network({ mayRecord: true, recordings: [recording({ state: "stopped", withdrawn: true })] });
    expect(await screen.findByText("Deleted: they changed their mind.")).toBeInTheDocument();
  });
});
