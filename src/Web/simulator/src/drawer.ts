import type { Desk, DeskApi, Person, Troubles, Warning } from "./desk";
import { h, icon } from "./dom";
import { texts } from "./texts";

const t = texts.troubles;
const calm: Troubles = { duplicate: false, reorder: false, delayMs: 0, dropEvery: 0, rest: "None", legs: "None" };

/** The drawer of troubles, and what the network complains of. */
export class Drawer {
  readonly element: HTMLDialogElement;
  readonly opener: HTMLButtonElement;
  private readonly badge = h("span", { className: "badge", hidden: true });
  private readonly duplicate = h("input", { type: "checkbox" });
  private readonly reorder = h("input", { type: "checkbox" });
  private readonly delay = select(t.delays);
  private readonly drop = select(t.drops);
  private readonly rest = select(t.rests);
  private readonly legs = select(t.legsAre);
  private readonly clock = select(texts.clock.speeds);
  private readonly people = h("div", {});
  private readonly complaints = h("div", { className: "complaints" });
  private troubles: Troubles = calm;

  constructor(private readonly api: DeskApi) {
    for (const control of [this.duplicate, this.reorder, this.delay, this.drop, this.rest, this.legs]) control.addEventListener("change", () => void this.send());
    this.clock.addEventListener("change", () => void this.api.clock(Number(this.clock.value)));
    this.opener = h("button", { type: "button", className: "quiet", onclick: () => this.element.showModal(), attrs: { "aria-haspopup": "dialog" } }, icon("storm"), t.button, this.badge);
    this.element = h(
      "dialog",
      { className: "drawer", attrs: { "aria-labelledby": "troubles-title" } },
      h(
        "header",
        {},
        h("h2", { id: "troubles-title" }, t.title),
        h("button", { type: "button", className: "quiet square", onclick: () => this.element.close(), attrs: { "aria-label": t.close } }, icon("close")),
      ),
      h("p", { className: "lead" }, t.lead),
      toggle(this.duplicate, t.duplicate, t.duplicateHint),
      toggle(this.reorder, t.reorder, t.reorderHint),
      labelled(t.delay, this.delay),
      labelled(t.drop, this.drop),
      labelled(t.rest, this.rest),
      labelled(t.legs, this.legs),
      this.people,
      h("button", { type: "button", className: "secondary", onclick: () => void this.api.troubles(calm) }, t.calm),
      h("h3", {}, texts.clock.title),
      h("p", {}, texts.clock.lead),
      labelled(texts.clock.speed, this.clock),
      h("h3", {}, texts.warnings.title),
      this.complaints,
    );
    // A click beside the drawer closes it.
    this.element.addEventListener("click", event => {
      if (event.target === this.element) this.element.close();
    });
  }

  update(desk: Desk): void {
    this.show(desk.troubles);
    this.showClock(desk.clockSpeed);
    this.showPeople(desk.people);
    this.complain(desk.warnings);
  }

  show(troubles: Troubles): void {
    this.troubles = troubles;
    this.duplicate.checked = troubles.duplicate;
    this.reorder.checked = troubles.reorder;
    this.delay.value = String(troubles.delayMs);
    this.drop.value = String(troubles.dropEvery);
    this.rest.value = troubles.rest;
    this.legs.value = troubles.legs;
    this.count();
  }

  showClock(speed: number): void {
    const value = String(speed);
    if (![...this.clock.options].some(option => option.value === value)) this.clock.append(h("option", { value }, texts.clock.other(speed)));
    this.clock.value = value;
  }

  showPeople(people: readonly Person[]): void {
    const focused = document.activeElement?.id;
    this.people.replaceChildren(
      ...people.map(person => {
        const box = h("input", { type: "checkbox", id: `off-${person.number.slice(1)}`, checked: person.phoneOff, onchange: () => void this.api.person(person.number, "off", { isOff: box.checked }) });
        return toggle(box, t.offOf(person.name), t.off);
      }),
    );
    if (focused?.startsWith("off-")) document.getElementById(focused)?.focus();
    this.count();
  }

  complain(warnings: readonly Warning[]): void {
    this.complaints.replaceChildren(
      warnings.length === 0
        ? h("p", { className: "calm" }, texts.warnings.none)
        : h("ol", {}, ...warnings.slice(-20).reverse().map(w => h("li", {}, h("strong", {}, String(w.code)), ` ${w.message}`, w.url && h("span", { className: "url" }, w.url)))),
      warnings.length > 0 && h("button", { type: "button", className: "secondary", onclick: () => void this.api.clearWarnings() }, texts.warnings.clear) || "",
    );
    this.opener.dataset["complaints"] = warnings.length > 0 ? "yes" : "no";
  }

  private async send(): Promise<void> {
    await this.api.troubles({
      duplicate: this.duplicate.checked,
      reorder: this.reorder.checked,
      delayMs: Number(this.delay.value),
      dropEvery: Number(this.drop.value),
      rest: this.rest.value,
      legs: this.legs.value,
    });
  }

  private count(): void {
    const { duplicate, reorder, delayMs, dropEvery, rest, legs } = this.troubles;
    const on = [duplicate, reorder, delayMs > 0, dropEvery > 0, rest !== "None", legs !== "None", ...[...this.people.querySelectorAll("input")].map(box => box.checked)].filter(Boolean).length;
    this.badge.hidden = on === 0;
    this.badge.textContent = t.active(on);
  }
}

function toggle(box: HTMLInputElement, label: string, hint: string): HTMLElement {
  return h("label", { className: "toggle" }, box, h("span", {}, label, h("small", {}, hint)));
}

function labelled(label: string, control: HTMLSelectElement): HTMLElement {
  return h("label", { className: "field" }, h("span", {}, label), control);
}

function select(options: readonly (readonly [string, string])[]): HTMLSelectElement {
  return h("select", {}, ...options.map(([value, words]) => h("option", { value }, words)));
}
