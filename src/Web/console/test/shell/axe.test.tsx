import axe from "axe-core";
import { act, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { scenes } from "../../dev/scenes";
import { outcomeView, safeView, view } from "../../dev/fixtures";
import { openConsole } from "../console";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

describe("every scene", () => {
  it.each(Object.entries(scenes))("%s has nothing an automatic check objects to", async (_name, scene) => {
    if (scene.page) history.replaceState(null, "", `/console/${scene.page}`);
    if (scene.safeDraft) localStorage.setItem(`helpline.safe.${scene.safe!.contact}`, JSON.stringify({ rules: scene.safeDraft, version: 0 }));
    const views = new Map(scene.views?.map(v => [v.id, v]));
    const { services } = await openConsole({
      first: scene.snapshot,
      api: {
        contact: id => Promise.resolve(views.get(id) ?? { ...view(0), id }),
        safeContact: id => Promise.resolve(scene.safe?.contact === id ? scene.safe : safeView(id)),
        dangers: id => Promise.resolve(scene.dangers?.filter(d => d.contact === id) ?? []),
        openDangers: () => Promise.resolve([...(scene.openDangers ?? [])]),
        openOverrides: () => Promise.resolve([...(scene.overrides ?? [])]),
        outcome: assignment => Promise.resolve({ ...outcomeView(0, scene.form), assignment }),
      },
    });
    if (scene.snapshot.assignments.some(a => a.agent === scene.snapshot.me.id && a.state !== "offered") && !scene.page) await screen.findByLabelText("Notes");
    if (scene.opened) act(() => services.dangers.opened.set(scene.opened!));
    if (scene.dangers) await screen.findByRole("region", { name: "Imminent danger" });
    if (scene.openDangers) await screen.findByRole("region", { name: "Imminent danger, open" });
    if (scene.safeDraft) await screen.findByRole("form");
    if (scene.overrides) await screen.findByRole("region", { name: "Asked to go against safe contact" });
    // jsdom draws nothing, so colours are looked at in a real browser; Fluent's focus sentinels are not for people.
    const { violations } = await axe.run({ exclude: [["[data-tabster-dummy]"]] }, { runOnly: tags, rules: { "color-contrast": { enabled: false } } });
    expect(violations.map(v => `${v.id}: ${v.nodes.map(n => n.html).join(" ")}`)).toEqual([]);
  });
});
