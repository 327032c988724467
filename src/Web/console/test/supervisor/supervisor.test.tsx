import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { agent, ago, assignment, change, contact, id, me, snapshot, supervisor } from "../../dev/fixtures";
import { openConsole } from "../console";

const strip = () => screen.getByRole("region", { name: "Right now" });

describe("the strip", () => {
  it("is quiet when nobody waits", async () => {
    await openConsole();
    expect(strip()).toHaveTextContent("Nobody is waiting");
  });

  it("says who waits on which channel and how long, live", async () => {
    const { hear } = await openConsole();
    hear(change(11, { contact: contact(100, { waitingSince: ago(14) }) }));
    expect(strip()).toHaveTextContent("1 waiting · Call longest 0:1");
    hear(change(12, { kind: "closed", contact: contact(100, { state: "closed" }) }));
    expect(strip()).toHaveTextContent("Nobody is waiting");
  });

  it("counts agents for a supervisor, and not for an agent, who sees only themself", async () => {
    const { unmount } = await openConsole({ first: snapshot({ agents: [agent(1)] }) });
    expect(strip()).not.toHaveTextContent("free");
    unmount();
    await openConsole({ first: snapshot({ me: supervisor, agents: [agent(1), agent(2), agent(3, { status: "break" })], assignments: [assignment(10, 100, { agent: id(2) })] }) });
    expect(strip()).toHaveTextContent("1 free");
    expect(strip()).toHaveTextContent("1 with someone");
    expect(strip()).toHaveTextContent("1 away");
    expect(strip()).not.toHaveTextContent("being offered");
  });
});

describe("the supervisor's page", () => {
  const busy = snapshot({
    me: supervisor,
    contacts: [contact(100, { waitingSince: ago(30) }), contact(101, { channel: "sms", waitingSince: ago(9), priority: "imminentDanger" }), contact(102, { state: "inHand", line: "leics" })],
    assignments: [assignment(10, 102, { agent: id(2), since: ago(65) }), assignment(11, 100, { agent: id(3), state: "offered" })],
    agents: [agent(1), agent(2), agent(3)],
  });

  it("lists who waits in the order they will be answered", async () => {
    history.replaceState(null, "", "/console/everyone");
    await openConsole({ first: busy });
    const rows = within(screen.getByRole("region", { name: "Waiting" })).getAllByRole("row").slice(1);
    expect(rows.map(row => row.textContent)).toEqual([expect.stringMatching(/^1 ?Text0800 lineEnglish +In danger now/), expect.stringMatching(/^2 ?Call0800 lineEnglish +being offered to Chidi/)]);
  });

  it("says who has whom, and what everybody does", async () => {
    history.replaceState(null, "", "/console/everyone");
    await openConsole({ first: busy });
    expect(within(screen.getByRole("region", { name: "In hand" })).getByRole("row", { name: /Call Leicestershire line Bronwen 1:0/ })).toBeInTheDocument();
    const agents = within(screen.getByRole("region", { name: "Agents" })).getAllByRole("listitem");
    expect(agents.map(a => a.textContent?.replace(/\d+ min$/, ""))).toEqual([expect.stringContaining("Amina youFree"), expect.stringContaining("With someone"), expect.stringContaining("Being offered a contact")]);
  });

  it("is reached from the rail, and keeps the offer dock in sight", async () => {
    const { user } = await openConsole({ first: busy });
    await user.click(screen.getByRole("link", { name: "Everyone" }));
    expect(screen.getByRole("region", { name: "Waiting" })).toBeInTheDocument();
    expect(screen.getByRole("region", { name: "Offer" })).toBeInTheDocument();
    expect(location.pathname).toBe("/console/everyone");
  });

  it("is not there for an agent", async () => {
    history.replaceState(null, "", "/console/everyone");
    await openConsole({ first: { ...busy, me } });
    expect(screen.queryByRole("region", { name: "Waiting" })).toBeNull();
    expect(screen.queryByRole("link", { name: "Everyone" })).toBeNull();
  });

  it("is all there is for a supervisor who does not answer", async () => {
    await openConsole({ first: { ...busy, me: { ...me, roles: ["supervisor"] } } });
    expect(screen.getByRole("region", { name: "Waiting" })).toBeInTheDocument();
    expect(screen.queryByRole("region", { name: "Offer" })).toBeNull();
  });
});
