import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { agent, ago, change, contact, id, me, now, snapshot, supervisor } from "../../dev/fixtures";
import type { Api } from "../../src/api/api";
import type { OpenSafeOverride } from "../../src/api/contract";
import { Problem } from "../../src/api/problem";
import { openConsole } from "../console";

const request: OpenSafeOverride = {
  id: id(900), contact: id(101), line: "northants", channel: "sms", kind: "text", message: id(2), askedBy: id(2), askedAt: ago(30), until: new Date(now + 870_000).toISOString(),
  sentence: "They asked for calls only.", reason: "the hospital rang", text: "Please ring the ward.",
};

async function openPage(api: Partial<Api>) {
  history.replaceState(null, "", "/console/everyone");
  return openConsole({ first: snapshot({ me: supervisor, agents: [agent(1)] }), api });
}

// jsdom has no window that could have the focus, so Fluent takes an open dialog for one behind another and hides it: hence `hidden`.
const hidden = { hidden: true };

describe("a supervisor's requests", () => {
  it("are not there while nobody asks", async () => {
    const openOverrides = vi.fn<Api["openOverrides"]>(() => Promise.resolve([]));
    await openPage({ openOverrides });
    await waitFor(() => expect(openOverrides).toHaveBeenCalled());
    expect(screen.queryByRole("region", { name: "Asked to go against safe contact" })).toBeNull();
  });

  it("show the rule, the reason and the very words, and are approved after a second thought", async () => {
    const decideOverride = vi.fn<Api["decideOverride"]>(() => Promise.resolve());
    const openOverrides = vi.fn<Api["openOverrides"]>().mockResolvedValueOnce([request]).mockResolvedValue([]);
    const { user } = await openPage({ openOverrides, decideOverride });
    const region = await screen.findByRole("region", { name: "Asked to go against safe contact" });
    for (const words of ["They asked for calls only.", "the hospital rang", "Please ring the ward.", "Bronwen asks · 0800 line"]) expect(region).toHaveTextContent(words);
    await user.click(within(region).getByRole("button", { name: "Let it go once" }));
    expect(decideOverride).not.toHaveBeenCalled();
    const dialog = screen.getByText("Go against their rules, once?").closest("[role=alertdialog]") as HTMLElement;
    await user.click(within(dialog).getByRole("button", { name: "Let it go once", ...hidden }));
    expect(decideOverride).toHaveBeenCalledWith(id(900), true);
    await waitFor(() => expect(screen.queryByRole("region", { name: "Asked to go against safe contact" })).toBeNull());
  });

  it("are refused, and a decision that came too late is said", async () => {
    const decideOverride = vi.fn<Api["decideOverride"]>(() => Promise.reject(new Problem(409, "It is too late to decide this", "Nothing was sent.")));
    const { user } = await openPage({ openOverrides: () => Promise.resolve([request]), decideOverride });
    await user.click(await screen.findByRole("button", { name: "Do not send" }));
    const dialog = screen.getByText("Do not send it?").closest("[role=alertdialog]") as HTMLElement;
    await user.click(within(dialog).getByRole("button", { name: "Do not send", ...hidden }));
    expect(decideOverride).toHaveBeenCalledWith(id(900), false);
    expect(await screen.findByText("It is too late to decide this. Nothing was sent.")).toBeInTheDocument();
  });

  it("of one's own are somebody else's to decide", async () => {
    await openPage({ openOverrides: () => Promise.resolve([{ ...request, askedBy: me.id }]) });
    const region = await screen.findByRole("region", { name: "Asked to go against safe contact" });
    expect(region).toHaveTextContent("You asked for this yourself, so somebody else must decide.");
    expect(within(region).queryByRole("button")).toBeNull();
  });

  it("come as they are asked", async () => {
    const openOverrides = vi.fn<Api["openOverrides"]>().mockResolvedValueOnce([]).mockResolvedValue([request]);
    const { hear } = await openPage({ openOverrides });
    await waitFor(() => expect(openOverrides).toHaveBeenCalledTimes(1));
    hear(change(11, { kind: "news", reason: "safeContactChanged", contact: contact(101, { channel: "sms", state: "inHand" }) }));
    expect(await screen.findByRole("region", { name: "Asked to go against safe contact" })).toBeInTheDocument();
  });
});
