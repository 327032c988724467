import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { assignment, contact, outcomeView, snapshot } from "../../dev/fixtures";
import { openConsole } from "../console";

const due = snapshot({ assignments: [assignment(10, 100, { state: "wrapUp" })] });
const live = snapshot({ contacts: [contact(100, { state: "inHand" })], assignments: [assignment(10, 100)] });

describe("the outcome form", () => {
  it("builds the sentence it will leave", async () => {
    const { user } = await openConsole({ first: due });
    await user.selectOptions(await screen.findByLabelText("Outcome"), "reported_to_police_named");
    await user.selectOptions(screen.getByLabelText("Contact type"), "victim");
    await user.click(screen.getByRole("button", { name: "Race" }));
    await user.click(screen.getByRole("button", { name: "Verbal abuse" }));
    await user.click(within(screen.getByRole("radiogroup", { name: "Police" })).getByRole("radio", { name: "With name" }));
    await user.selectOptions(screen.getByLabelText("Risk"), "high");
    expect(screen.getByText("Reported to police with name: victim, race, verbal abuse. Police may know who they are. High risk.")).toBeInTheDocument();
  });

  it("finds a chip by typing", async () => {
    const { user } = await openConsole({ first: due });
    await user.type(await screen.findByLabelText("Filter: What happened"), "onl{Enter}");
    expect(screen.getByRole("button", { name: "Online abuse" })).toHaveAttribute("aria-pressed", "true");
    expect(screen.getByRole("button", { name: "Threat" })).toBeInTheDocument();
  });

  it("takes an agreement back when its choice is pressed again", async () => {
    const { user, services } = await openConsole({ first: due });
    const save = vi.spyOn(services.api, "saveOutcome");
    const choice = within(await screen.findByRole("radiogroup", { name: "Council" })).getByRole("radio", { name: "Not at all" });
    await user.click(choice);
    expect(choice).toBeChecked();
    await user.click(choice);
    expect(choice).not.toBeChecked();
    await waitFor(() => expect(save.mock.lastCall?.[1].sharing ?? {}).toEqual({}));
  });

  it("shows what is missing, at the fields and in one sentence", async () => {
    const { user } = await openConsole({ first: due, api: { logOutcome: () => Promise.resolve({ result: "incomplete", missing: ["contactType", "risk"] }) } });
    await user.click(await screen.findByRole("button", { name: "Log outcome" }));
    expect(await screen.findByText("Contact type, Risk")).toBeInTheDocument();
    expect(screen.getByLabelText("Risk")).toHaveAccessibleDescription("Needed before it can be logged");
    expect(screen.getByLabelText("Outcome")).not.toHaveAccessibleDescription();
  });

  it("cannot be logged while the contact is on, and says so", async () => {
    const log = vi.fn(() => Promise.reject(new Error()));
    const { user } = await openConsole({ first: live, api: { logOutcome: log } });
    await user.click(await screen.findByRole("button", { name: "Log outcome" }));
    expect(log).not.toHaveBeenCalled();
    expect(screen.getByText("You can log it once the contact has ended.")).toBeInTheDocument();
  });

  it("once logged says so, and leaves the focus where the next contact comes", async () => {
    const { user } = await openConsole({ first: due });
    await user.click(await screen.findByRole("button", { name: "Log outcome" }));
    expect(await screen.findByText(/^Outcome logged/)).toBeInTheDocument();
    expect(screen.getByText(/^Outcome logged/).closest("[role=status]")).not.toBeNull();
    expect(screen.getByRole("main")).toHaveFocus();
  });

  it("says when a colleague had begun it", async () => {
    await openConsole({ first: live, api: { outcome: () => Promise.resolve(outcomeView(10, { notes: "Two men on a bus." }, { carried: true })) } });
    expect(await screen.findByText(/You need not ask again/)).toBeInTheDocument();
    expect(screen.getByLabelText("Notes")).toHaveValue("Two men on a bus.");
  });
});

describe("a masked number", () => {
  it("is shown after a reason, which is recorded", async () => {
    const reveal = vi.fn(() => Promise.resolve("+447700900123"));
    const { user } = await openConsole({ first: live, api: { reveal } });
    expect(await screen.findByRole("heading", { name: "+44 •••• 123" })).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Reveal number" }));
    expect(screen.getByText("Your reason and your name are recorded.")).toBeInTheDocument();
    await user.type(screen.getByLabelText("Why do you need to see it?"), "no");
    await user.click(screen.getByRole("button", { name: "Show it" }));
    expect(reveal).not.toHaveBeenCalled();
    await user.type(screen.getByLabelText("Why do you need to see it?"), "t safe, ambulance");
    await user.click(screen.getByRole("button", { name: "Show it" }));
    expect(await screen.findByText("+447700900123")).toBeInTheDocument();
    expect(reveal).toHaveBeenCalledWith(expect.any(String), "not safe, ambulance");
  });
});
