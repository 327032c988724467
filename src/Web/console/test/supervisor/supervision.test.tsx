import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { agent, ago, assignment, change, contact, figures, id, snapshot, supervisor } from "../../dev/fixtures";
import type { Api } from "../../src/api/api";
import { Problem } from "../../src/api/problem";
import { openConsole } from "../console";

const first = snapshot({
  me: supervisor,
  contacts: [contact(100, { waitingSince: ago(30) }), contact(101, { waitingSince: ago(9), priority: "dropped" })],
  assignments: [assignment(10, 199, { agent: id(3) })],
  agents: [agent(1), agent(2), agent(3, { status: "offline", reason: "forcedOff" }), agent(4, { status: "paused", reason: "missedOffer" })],
  figures,
});

async function openPage(api: Partial<Api> = {}, me = supervisor) {
  history.replaceState(null, "", "/console/everyone");
  return openConsole({ first: { ...first, me }, api });
}

// jsdom has no window that could have the focus, so Fluent takes an open dialog for one behind another and hides it: hence `hidden`, and words instead of roles.
describe("a supervisor changes a priority", () => {
  async function ask(place: number) {
    const changed: unknown[] = [];
    const { user } = await openPage({ changePriority: (...what) => (changed.push(what), Promise.resolve()) });
    await user.click(screen.getByRole("button", { name: `Priority of number ${place}` }));
    return { user, changed, dialog: await screen.findByRole("alertdialog", { hidden: true }) };
  }

  it("of one who is in danger now", async () => {
    const { user, changed, dialog } = await ask(2);
    expect(within(dialog).getByLabelText(/Normal/)).toBeChecked();
    await user.click(within(dialog).getByLabelText(/In danger now/));
    expect(dialog).toHaveTextContent("They move ahead of people who came before them.");
    expect(changed).toEqual([]);
    await user.click(within(dialog).getByText("Change"));
    expect(changed).toEqual([[id(100), "imminentDanger"]]);
    expect(await screen.findByText("Priority changed: In danger now.")).toBeInTheDocument();
  });

  it("reading beforehand that a person moved back waits longer", async () => {
    const { user, changed, dialog } = await ask(1);
    await user.click(within(dialog).getByLabelText(/Normal/));
    expect(dialog).toHaveTextContent("They move back: people who came before them are answered first, so they wait longer.");
    await user.click(within(dialog).getByText("Change"));
    expect(changed).toEqual([[id(101), "normal"]]);
  });

  it("or leaves it as it is", async () => {
    const { user, changed, dialog } = await ask(1);
    await user.click(within(dialog).getByLabelText(/Normal/));
    await user.click(within(dialog).getByText("Cancel"));
    expect(changed).toEqual([]);
  });
});

describe("a supervisor takes an agent off", () => {
  it("after reading what that does, and that a live call stays up", async () => {
    const off: string[] = [];
    const { user } = await openPage({ forceOff: who => (off.push(who), Promise.resolve()) });
    await user.click(screen.getByRole("button", { name: "Take Bronwen off" }));
    const dialog = await screen.findByRole("alertdialog", { hidden: true });
    expect(dialog).toHaveTextContent("Take Bronwen off?");
    expect(dialog).toHaveTextContent("A live call stays up");
    expect(off).toEqual([]);
    await user.click(within(dialog).getByText("Take off"));
    expect(off).toEqual([id(2)]);
    expect(await screen.findByText("Bronwen is off. Nothing more is offered to them.")).toBeInTheDocument();
  });

  it("and reads why it was not done, also without a desk of their own", async () => {
    const refused = () => Promise.reject(new Problem(404, "That agent is not signed in", "Nothing comes to them."));
    const { user } = await openPage({ forceOff: refused }, { ...supervisor, roles: ["supervisor"] });
    await user.click(screen.getByRole("button", { name: "Take Bronwen off" }));
    await user.click(await screen.findByText("Take off"));
    expect(await screen.findByText("That agent is not signed in. Nothing comes to them.")).toBeInTheDocument();
  });

  it("not themselves, nor who is off already; and sees what was done to whom", async () => {
    await openPage();
    expect(screen.queryByRole("button", { name: "Take Amina off" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Take Chidi off" })).toBeNull();
    const agents = screen.getByRole("region", { name: "Agents" });
    expect(agents).toHaveTextContent("Paused, missed an offer");
    expect(agents).toHaveTextContent("With someone, taken off");
  });
});

describe("who was taken off", () => {
  it("is told in plain words, and comes back with one button", async () => {
    const { user, wire, hear } = await openConsole();
    hear(change(11, { kind: "agentChanged", agent: agent(1, { status: "offline", reason: "forcedOff" }), reason: "forcedOff" }));
    expect(screen.getByText(/A supervisor took you off, so nothing more is offered to you\. A call you are on stays up/)).toBeInTheDocument();
    await user.click(screen.getAllByRole("button", { name: "I’m available" })[0]!);
    expect(wire.calls).toContainEqual(["setStatus", "available", null]);
  });
});

describe("the figures", () => {
  const strip = () => screen.getByRole("region", { name: "Right now" });

  it("stand in a supervisor's strip and follow the server", async () => {
    const { wire } = await openPage();
    expect(strip()).toHaveTextContent("Today41 answered2 left unanswered88 % in time62 % of agents’ time busy");
    expect(strip()).toHaveTextContent("A wait nowCall 1 to 3 minText under 10 min");
    wire.server.figures({ ...figures, today: { answered: 42, abandoned: 2, serviceLevel: null }, occupancy: null });
    await waitFor(() => expect(strip()).toHaveTextContent("42 answered2 left unanswered"));
    expect(strip()).not.toHaveTextContent("in time");
    wire.server.figures({ ...figures, today: null });
    await waitFor(() => expect(strip()).toHaveTextContent("Today’s figures are being counted…"));
  });

  it("are not there for an agent", async () => {
    await openConsole();
    expect(strip()).not.toHaveTextContent("Today");
  });

  it("that came while a snapshot was on its way are newer than its own", async () => {
    const { services, wire } = await openPage();
    let give: (taken: typeof first) => void = () => undefined;
    wire.snapshot = () => new Promise(resolve => (give = resolve));
    wire.server.refetch();
    wire.server.figures({ ...figures, today: { answered: 99, abandoned: 2, serviceLevel: null } });
    give({ ...first, position: { epoch: 1, number: 20 } });
    await waitFor(() => expect(services.live.world.get()?.position.number).toBe(20));
    await waitFor(() => expect(strip()).toHaveTextContent("99 answered"));
  });

  it("count a promised call back as a task, not as somebody on the line", async () => {
    await openConsole({ first: snapshot({ contacts: [contact(100, { task: "callBack" })] }) });
    expect(strip()).toHaveTextContent("Nobody is waiting");
    expect(strip()).toHaveTextContent("1 call back or message to do");
  });
});
