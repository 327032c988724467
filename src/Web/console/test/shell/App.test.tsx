import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { fakeApi, FakeWire, me, snapshot } from "../../dev/fixtures";
import type { Api } from "../../src/api/api";
import { Problem } from "../../src/api/problem";
import { assemble } from "../../src/compose";
import { LiveConnection } from "../../src/live/LiveConnection";
import { Session } from "../../src/session/Session";
import { App } from "../../src/shell/App";
import { ServerClock } from "../../src/time/clock";
import { openConsole, silent } from "../console";

const out = () => Promise.reject(new Problem(401, "You are signed out", "Sign in again."));

function openSignedOut(change: Partial<Api> = {}) {
  const api = fakeApi({ session: out, ...change });
  const session = new Session(api);
  const clock = new ServerClock();
  const live = new LiveConnection({ open: new FakeWire(snapshot()).open, clock, stillSignedIn: () => session.stillHolds(), startHeartbeat: () => () => undefined });
  const services = assemble({ api, session, clock, live, sound: silent() });
  render(<App services={services} />);
  return { services, user: userEvent.setup() };
}

describe("signing in", () => {
  it("opens the desk", async () => {
    const signIn = vi.fn(() => Promise.resolve(me));
    const { user } = openSignedOut({ signIn });
    expect(await screen.findByRole("heading", { name: "Sign in" })).toBeInTheDocument();
    expect(location.pathname).toBe("/console/sign-in");
    await user.type(screen.getByLabelText("User name"), "amina");
    await user.type(screen.getByLabelText("Password"), "correct horse");
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    expect(await screen.findByRole("button", { name: /^My status: Available/ })).toBeInTheDocument();
    expect(signIn).toHaveBeenCalledWith("amina", "correct horse");
    expect(location.pathname).toBe("/console");
  });

  it("says in the server's words why it was refused, and keeps the name", async () => {
    const { user } = openSignedOut({ signIn: () => Promise.reject(new Problem(401, "That name and password do not go together", "Check both and try again.")) });
    await user.type(await screen.findByLabelText("User name"), "amina");
    await user.type(screen.getByLabelText("Password"), "wrong{Enter}");
    expect(await screen.findByText("That name and password do not go together. Check both and try again.")).toBeInTheDocument();
    expect(screen.getByLabelText("User name")).toHaveValue("amina");
    expect(screen.getByLabelText("Password")).toHaveValue("");
  });

  it("is asked again when the session ends, and what is half typed waits", async () => {
    const { services, user } = await openConsole();
    services.drafts.write("c", "half a sentence");
    services.session.ended();
    expect(await screen.findByRole("heading", { name: "Sign in" })).toBeInTheDocument();
    await user.type(screen.getByLabelText("User name"), "amina");
    await user.type(screen.getByLabelText("Password"), "pw{Enter}");
    await screen.findByRole("navigation");
    expect(services.drafts.texts.get().get("c")).toBe("half a sentence");
  });

  it("of somebody else finds nothing of the one before", async () => {
    localStorage.setItem("helpline.owner", JSON.stringify("another"));
    localStorage.setItem("helpline.message.c", JSON.stringify("theirs"));
    const { services } = await openConsole();
    await waitFor(() => expect(services.drafts.texts.get().size).toBe(0));
    expect(localStorage.getItem("helpline.message.c")).toBeNull();
  });
});

describe("signing out", () => {
  it("leaves nothing about anybody in the browser", async () => {
    const { services, user } = await openConsole();
    services.drafts.write("c", "half a sentence");
    await user.click(screen.getByRole("button", { name: /settings and sign out/ }));
    await user.click(await screen.findByRole("menuitem", { name: "Sign out" }));
    expect(await screen.findByRole("heading", { name: "Sign in" })).toBeInTheDocument();
    expect(JSON.stringify({ ...localStorage })).not.toContain("half a sentence");
  });
});

describe("the connection line", () => {
  it("says live, and says when it is not", async () => {
    const { wire } = await openConsole();
    expect(screen.getByText("Live")).toBeInTheDocument();
    wire.start = () => new Promise(() => undefined);
    wire.lost();
    expect(await screen.findByText("Reconnecting… what you type is kept")).toBeInTheDocument();
  });
});

describe("the appearance", () => {
  it("is chosen in the menu and remembered", async () => {
    const { user } = await openConsole();
    await user.click(screen.getByRole("button", { name: /settings and sign out/ }));
    await user.click(await screen.findByRole("menuitemradio", { name: "High contrast" }));
    expect(document.documentElement.dataset["theme"]).toBe("contrast");
    expect(localStorage.getItem("helpline.theme")).toBe('"contrast"');
  });
});
