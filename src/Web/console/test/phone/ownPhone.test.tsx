import { configure, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { assignment, callView, change, contact, id, snapshot } from "../../dev/fixtures";
import type { Api } from "../../src/api/api";
import { Problem } from "../../src/api/problem";
import type { OwnPhoneLeg } from "../../src/api/contract";
import { openConsole } from "../console";

const hidden = true;
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 30_000 });

const mine = { rings: true, maskedNumber: "+44 7••• •••555" };
const ringing = snapshot({ contacts: [contact(100)], assignments: [assignment(10, 100, { state: "offered" })] });

async function onMyPhone(leg: OwnPhoneLeg, state: "connecting" | "active" = "active", api: Partial<Api> = {}) {
  let now = leg;
  const orderCall = vi.fn(() => Promise.resolve());
  const opened = await openConsole({
    first: snapshot({ contacts: [contact(100, { state: "inHand" })], assignments: [assignment(10, 100, { state })] }),
    api: { ownPhone: () => Promise.resolve(mine), call: () => Promise.resolve(callView(100, { ownPhone: now })), orderCall, ...api },
  });
  opened.services.selection.set({ assignment: id(10), focus: false });
  let number = 10;
  const network = (next: OwnPhoneLeg) => {
    now = next;
    opened.hear(change(++number, { kind: "news", reason: "callChanged", contact: contact(100, { state: "inHand" }), assignment: assignment(10, 100, { state }) }));
  };
  return { ...opened, orderCall, network };
}

describe("calls on my own phone", () => {
  it("are chosen in the desk: the number is asked for once, and a refusal keeps what was typed", async () => {
    const chooseOwnPhone = vi.fn<Api["chooseOwnPhone"]>(() => Promise.reject(new Problem(422, "This number cannot be rung", "Type the whole number.")));
    const { user } = await openConsole({ api: { chooseOwnPhone } });
    await user.click(await screen.findByRole("button", { name: "Calls ring in this browser" }));
    await user.click(await screen.findByRole("menuitemradio", { name: /My own phone/ }));
    const dialog = await screen.findByRole("dialog", { hidden });
    await user.type(within(dialog).getByLabelText("Your phone’s number"), "07700 900555");
    await user.click(within(dialog).getByRole("button", { hidden, name: "Use this phone" }));
    expect(await within(dialog).findByText(/This number cannot be rung/)).toBeInTheDocument();
    expect(within(dialog).getByLabelText("Your phone’s number")).toHaveValue("07700 900555");
    chooseOwnPhone.mockImplementation(() => Promise.resolve(mine));
    await user.click(within(dialog).getByRole("button", { hidden, name: "Use this phone" }));
    expect(await screen.findByRole("button", { name: "Calls ring on your phone" })).toBeInTheDocument();
    expect(chooseOwnPhone).toHaveBeenLastCalledWith(true, "07700 900555");
  });

  it("are answered on the phone, and this browser joins nothing", async () => {
    const { user, wire, services } = await openConsole({ first: ringing, api: { ownPhone: () => Promise.resolve(mine) } });
    await screen.findByRole("button", { name: "Calls ring on your phone" });
    await user.click(screen.getByRole("button", { name: /^Answer/ }));
    await waitFor(() => expect(wire.calls).toContainEqual(["acceptOnPhone", id(10)]));
    expect(wire.calls).not.toContainEqual(["accept", id(10)]);
    expect(services.call.line.get()).toBeNull();
  });

  it("say what to do with the phone, and that one talks on it", async () => {
    const { network, hear } = await onMyPhone({ state: "ringing", muted: false }, "connecting");
    expect(await screen.findByText("Pick up your phone and press 1.")).toBeInTheDocument();
    network({ state: "pickedUp", muted: false });
    expect(await screen.findByText("Press 1 on your phone")).toBeInTheDocument();
    network({ state: "taken", muted: false });
    expect(await screen.findByText("Connecting you…")).toBeInTheDocument();
    expect(screen.queryByText("Talking on your phone")).toBeNull();
    hear(change(13, { kind: "connected", contact: contact(100, { state: "inHand" }), assignment: assignment(10, 100) }));
    expect(await screen.findByText("Talking on your phone")).toBeInTheDocument();
    expect(screen.queryByText(/line broke/)).toBeNull();
  });

  it("are muted by the network, with the button and with M", async () => {
    const { user, orderCall, network } = await onMyPhone({ state: "taken", muted: false });
    await user.click(await screen.findByRole("button", { name: /^Mute/ }));
    expect(orderCall).toHaveBeenLastCalledWith(id(100), "mute");
    network({ state: "taken", muted: true });
    expect(await screen.findByText("They cannot hear you")).toBeInTheDocument();
    await user.keyboard("m");
    expect(orderCall).toHaveBeenLastCalledWith(id(100), "unmute");
  });

  it("say why the phone was not answered", async () => {
    const { hear } = await onMyPhone({ state: "ringing", muted: false }, "connecting", { ownPhoneEnd: () => Promise.resolve({ problem: "Your phone was engaged." }) });
    await screen.findByText("Pick up your phone and press 1.");
    hear(change(11, { kind: "connectFailed", contact: contact(100), assignment: assignment(10, 100, { state: "failed" }) }));
    expect(await screen.findByText("Your phone was engaged. The person keeps their place and is offered again.")).toBeInTheDocument();
  });
});
