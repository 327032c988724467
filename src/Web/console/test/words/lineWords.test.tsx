import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ago, id, me, snapshot, supervisor } from "../../dev/fixtures";
import { lineWords } from "../../dev/lineWords";
import type { Api } from "../../src/api/api";
import { Problem } from "../../src/api/problem";
import { openConsole } from "../console";

beforeEach(() => {
  localStorage.clear();
  history.replaceState(null, "", "/console/words");
});

const open = (api: Partial<Api> = {}) => openConsole({ first: snapshot({ me: supervisor }), api });
const place = "While they wait.";
const changed = () => lineWords({ sentences: lineWords().sentences.map(s => (s.key === "wait.place" ? { ...s, text: "Place {place}.", version: 3, editedBy: id(3) } : s)) });

describe("what callers hear", () => {
  it("says whose words each sentence is, and since when", async () => {
    await open();
    const row = (await screen.findByText("Number {place}. We are coming.")).closest("li")!;
    expect(row).toHaveTextContent("Our own words");
    expect(row).toHaveTextContent("Bronwen, ");
    expect(row).toHaveTextContent("about 2 seconds");
    expect(screen.getByText("Press 1 to leave a message.").closest("li")).toHaveTextContent("Standard words");
    expect(screen.getByText("Take care of yourself. Goodbye.").closest("li")).toHaveTextContent("Somebody who has left");
    expect(screen.getByRole("region", { name: "While they wait" })).toHaveTextContent("One round of waiting, with everything they can press, takes about");
  });

  it("is not an agent's to see", async () => {
    await openConsole({ first: snapshot({ me }) });
    expect(screen.queryByRole("link", { name: "What callers hear" })).toBeNull();
    expect(screen.queryByRole("heading", { name: "What callers hear" })).toBeNull();
  });

  it("saves other words at the version that was read, and shows them", async () => {
    const editWords = vi.fn<Api["editWords"]>(() => Promise.resolve());
    const read = vi.fn<Api["lineWords"]>().mockResolvedValueOnce(lineWords()).mockResolvedValue(changed());
    const { user } = await open({ editWords, lineWords: read });
    await user.click(await screen.findByRole("button", { name: `Change: ${place}` }));
    const box = screen.getByRole("textbox", { name: "What is said" });
    expect(box).toHaveFocus();
    await user.clear(box);
    await user.type(box, "Place ");
    await user.click(screen.getByRole("button", { name: "Put in {place}" }));
    await user.type(box, ".");
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(editWords).toHaveBeenCalledWith("northants", "wait.place", "Place {place}.", 2);
    expect(await screen.findByText("Saved. Callers hear it within half a minute.")).toBeInTheDocument();
    expect(screen.getByText("Place {place}.")).toBeInTheDocument();
    expect(localStorage.getItem("helpline.words.northants.wait.place")).toBeNull();
  });

  it("never writes over what somebody else saved meanwhile without showing it", async () => {
    const editWords = vi.fn<Api["editWords"]>().mockRejectedValueOnce(new Problem(409, "Somebody else changed this sentence since", "")).mockResolvedValue();
    const read = vi.fn<Api["lineWords"]>().mockResolvedValueOnce(lineWords()).mockResolvedValue(changed());
    const { user } = await open({ editWords, lineWords: read });
    await user.click(await screen.findByRole("button", { name: `Change: ${place}` }));
    const box = screen.getByRole("textbox", { name: "What is said" });
    await user.clear(box);
    await user.type(box, "You are {{place}.");
    await user.click(screen.getByRole("button", { name: "Save" }));
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("Chidi changed this sentence while you were writing.");
    expect(alert).toHaveTextContent("Place {place}.");
    expect(box).toHaveValue("You are {place}.");
    await user.click(screen.getByRole("button", { name: "Save mine over it" }));
    expect(editWords).toHaveBeenLastCalledWith("northants", "wait.place", "You are {place}.", 3);
  });

  it("says what cannot be said, and keeps what was typed over a reload", async () => {
    const editWords = vi.fn<Api["editWords"]>(() => Promise.reject(new Problem(422, "It cannot be said like this", "It must not be empty. Nothing was saved.")));
    const { user, unmount } = await open({ editWords });
    await user.click(await screen.findByRole("button", { name: `Change: ${place}` }));
    await user.type(screen.getByRole("textbox", { name: "What is said" }), " Dial 999");
    expect(screen.getByText("A voice reads 999 as one number. Write 9 9 9 to have each digit said.")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("It cannot be said like this. It must not be empty. Nothing was saved.")).toBeInTheDocument();
    unmount();
    await open();
    expect(await screen.findByRole("textbox", { name: "What is said" })).toHaveValue("Number {place}. We are coming. Dial 999");
  });

  it("goes back to an earlier version, which is a new one", async () => {
    const editWords = vi.fn<Api["editWords"]>(() => Promise.resolve());
    const wordsVersions = () => Promise.resolve([{ version: 2, text: "Number {place}. We are coming.", editedBy: id(2), editedAt: ago(60) }, { version: 1, text: "Number {place}.", editedBy: id(1), editedAt: ago(90) }]);
    const { user } = await open({ editWords, wordsVersions });
    await user.click(await screen.findByRole("button", { name: `Earlier versions: ${place}` }));
    const group = await screen.findByRole("group", { name: `Earlier versions: ${place}` });
    await waitFor(() => expect(within(group).getAllByRole("listitem")).toHaveLength(3));
    expect(within(group).getAllByRole("listitem")[0]).toHaveTextContent("said now");
    await user.click(within(group).getByRole("button", { name: "Say this again: Version 1" }));
    expect(editWords).toHaveBeenCalledWith("northants", "wait.place", "Number {place}.", 2);
    await user.click(await screen.findByRole("button", { name: `Earlier versions: ${place}` }));
    await user.click(await screen.findByRole("button", { name: "Say this again: Standard words" }));
    expect(editWords).toHaveBeenLastCalledWith("northants", "wait.place", expect.stringMatching(/^You are number/), 2);
  });

  it("speaks a sentence with numbers in it, and stops", async () => {
    const synthesis = { speak: vi.fn(), cancel: vi.fn() };
    vi.stubGlobal("speechSynthesis", synthesis);
    vi.stubGlobal("SpeechSynthesisUtterance", class { lang = ""; constructor(readonly text: string) {} addEventListener() { /* it never ends */ } });
    const { user } = await open();
    await user.click(await screen.findByRole("button", { name: `Listen: ${place}` }));
    expect(synthesis.speak).toHaveBeenCalledWith(expect.objectContaining({ text: "Number 3. We are coming.", lang: "en-GB" }));
    await user.click(screen.getByRole("button", { name: `Stop: ${place}` }));
    expect(synthesis.cancel).toHaveBeenCalledTimes(2);
  });

  it("says that the standard words are English where the line speaks another language", async () => {
    await open({ lineWords: line => Promise.resolve({ ...lineWords(), line, language: "cy" }) });
    expect(await screen.findByText(/^This line speaks Welsh\. The standard words are English/)).toBeInTheDocument();
  });

  it("says that nobody hears a line without a telephone, and what needs a number for texts", async () => {
    await open({ lineWords: line => Promise.resolve({ ...lineWords(), line, hasPhone: false, hasTexts: false }) });
    expect(await screen.findByText("This line has no telephone number, so nobody hears these sentences yet.")).toBeInTheDocument();
    expect(screen.getByRole("region", { name: "A text instead of the call" })).toHaveTextContent("no number for texts");
  });
});
