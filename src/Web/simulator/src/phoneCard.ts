import { Composer } from "./composer";
import type { DeskApi, Line, Person } from "./desk";
import { dialPad } from "./dialPad";
import { h, icon } from "./dom";
import type { Sounds } from "./sound";
import { SoundKnob } from "./soundKnob";
import { spoken, texts } from "./texts";
import { Thread } from "./thread";
import { Transcript } from "./transcript";

/** One person and their telephone: to ring with on one side, to text with on the other. */
export class PhoneCard {
  readonly element: HTMLElement;
  private readonly transcript: Transcript;
  private readonly thread: Thread;
  private readonly status = h("span", { className: "state", attrs: { role: "status" } });
  private readonly problem = h("p", { className: "problem", attrs: { role: "alert" }, hidden: true });
  private readonly voiceLine = h("select", { attrs: { "aria-label": texts.line } });
  private readonly textLine = h("select", { attrs: { "aria-label": texts.line } });
  private readonly with = h("p", { className: "with" });
  private readonly main = h("button", { type: "button", className: "main" });
  private readonly other = h("button", { type: "button", className: "main hang" }, icon("hangUp"), texts.decline);
  private readonly unread = h("span", { className: "unread", hidden: true });
  private readonly pad = dialPad(key => this.press(key));
  private readonly padKnob = h("button", { type: "button", className: "secondary knob", onclick: () => this.foldPad(!this.pad.hidden), attrs: { "aria-expanded": "false" } }, texts.keypad);
  private readonly microphone: SoundKnob;
  private readonly say: Composer;
  private readonly write: Composer;
  private readonly tabs: Record<"call" | "text", HTMLButtonElement>;
  private readonly panels: Record<"call" | "text", HTMLElement>;
  private lines: readonly Line[] = [];
  private person: Person;
  private seenTexts = 0;

  constructor(person: Person, private readonly api: DeskApi, private readonly sounds: Sounds) {
    this.person = person;
    const { name } = person;
    this.transcript = new Transcript(name);
    this.thread = new Thread(name);
    this.say = new Composer({ label: texts.say(name), hint: texts.sayHint, button: texts.sayButton }, texts.opening, text => this.act("say", { text }));
    this.write = new Composer({ label: texts.write(name), hint: texts.writeHint, button: texts.send }, texts.openingTexts, body => this.act("text", { line: this.textLine.value, body }));
    this.microphone = new SoundKnob(import.meta.env.BASE_URL, name);
    this.main.addEventListener("click", () => void this.mainAction());
    this.other.addEventListener("click", () => void this.act("hangup"));
    this.tabs = { call: this.tab("call"), text: this.tab("text") };
    this.tabs.text.append(this.unread);
    this.panels = {
      call: this.panel("call", this.transcript.element, this.say.element, this.microphone.element, this.pad, h("div", { className: "dial" }, this.with, this.voiceLine, h("div", { className: "acts" }, this.padKnob, this.main, this.other))),
      text: this.panel("text", this.thread.element, person.withheld && h("p", { className: "aside" }, texts.withheldTexts), h("div", { className: "dial" }, this.textLine), this.write.element),
    };
    this.element = h(
      "article",
      { className: "phone", attrs: { "aria-label": name } },
      h(
        "header",
        {},
        h("span", { className: "face", attrs: { "aria-hidden": "true" } }, person.withheld ? "?" : name.slice(0, 1)),
        h("div", { className: "whois" }, h("h2", {}, name), h("p", {}, person.story ?? "", person.story && h("br"), person.withheld ? texts.withheld : spoken(person.number))),
        this.status,
      ),
      h("div", { className: "tabs", attrs: { role: "tablist", "aria-label": name } }, this.tabs.call, this.tabs.text),
      this.panels.call,
      this.panels.text,
      this.problem,
    );
    this.foldPad(true);
    this.show("call");
  }

  get isCalling(): boolean {
    return this.person.state === "calling";
  }

  update(person: Person, lines: readonly Line[]): void {
    const before = this.person;
    this.person = person;
    if (lines !== this.lines) {
      this.lines = lines;
      fill(this.voiceLine, lines.filter(line => line.voice));
      fill(this.textLine, lines.filter(line => line.texts));
    }
    this.element.dataset["state"] = person.state;
    this.status.textContent = texts.states[person.state];
    this.controls();
    this.transcript.update(person.transcript, this.note());
    this.thread.update(person.texts, lines);
    this.countUnread();
    this.microphone.update(person.call);
    if (person.state === "ringing" && before.state !== "ringing") this.show("call");
    if (person.state !== before.state) this.complain(null);
  }

  private note(): string | null {
    const { state, transcript, ending } = this.person;
    if (state === "calling" && transcript.length === 0) return texts.dialling;
    if (state === "ringing") return texts.rings(this.otherEnd());
    return state === "idle" ? ending : null;
  }

  /** The width of the card changes with the number of cards. */
  settle(): void {
    this.transcript.toEnd();
    this.thread.toEnd();
  }

  private otherEnd(): string {
    const { line } = this.person;
    return this.lines.find(each => each.number === line)?.name ?? spoken(line ?? "");
  }

  private controls(): void {
    const { state } = this.person;
    const label = state === "idle" ? texts.ring : state === "ringing" ? texts.answer : texts.hangUp;
    if (this.main.dataset["label"] !== label) {
      this.main.dataset["label"] = label;
      this.main.classList.toggle("hang", label === texts.hangUp);
      this.main.replaceChildren(icon(label === texts.hangUp ? "hangUp" : "call"), label);
    }
    this.main.disabled = state === "idle" && this.voiceLine.options.length === 0;
    this.say.enable(state === "inCall");
    this.say.element.hidden = this.padKnob.hidden = state !== "inCall";
    if (state !== "inCall") this.foldPad(true);
    this.voiceLine.hidden = state !== "idle";
    this.other.hidden = state !== "ringing";
    this.with.textContent = state === "idle" ? "" : this.otherEnd();
    this.write.enable(this.textLine.options.length > 0);
  }

  private countUnread(): void {
    const received = this.person.texts.filter(text => !text.mine).length;
    if (!this.panels.text.hidden) this.seenTexts = received;
    this.unread.hidden = received <= this.seenTexts;
    this.unread.textContent = String(received - this.seenTexts);
  }

  private async mainAction(): Promise<void> {
    const { state } = this.person;
    if (state === "idle") await this.act("ring", { line: this.voiceLine.value });
    else await this.act(state === "ringing" ? "answer" : "hangup");
  }

  private foldPad(away: boolean): void {
    this.pad.hidden = away;
    this.padKnob.setAttribute("aria-expanded", String(!away));
    this.transcript.toEnd();
  }

  private press(key: string): void {
    if (this.person.state !== "inCall") return;
    this.sounds.key(key);
    void this.act("press", { keys: key });
  }

  private async act(what: Parameters<DeskApi["person"]>[1], body?: object): Promise<boolean> {
    const refused = await this.api.person(this.person.number, what, body);
    this.complain(refused);
    return refused === null;
  }

  private complain(words: string | null): void {
    this.problem.textContent = words;
    this.problem.hidden = words === null;
  }

  private tab(name: "call" | "text"): HTMLButtonElement {
    const tab = h("button", { type: "button", id: this.id(name, "tab"), onclick: () => this.show(name), attrs: { role: "tab", "aria-controls": this.id(name, "panel") } }, icon(name), texts[name]);
    tab.addEventListener("keydown", event => {
      if (event.key === "ArrowLeft" || event.key === "ArrowRight") this.show(name === "call" ? "text" : "call", true);
    });
    return tab;
  }

  private panel(name: "call" | "text", ...children: (Node | false)[]): HTMLElement {
    return h("section", { className: `panel ${name}`, id: this.id(name, "panel"), attrs: { role: "tabpanel", "aria-labelledby": this.id(name, "tab") } }, ...children);
  }

  private show(name: "call" | "text", focus = false): void {
    for (const each of ["call", "text"] as const) {
      this.tabs[each].setAttribute("aria-selected", String(each === name));
      this.tabs[each].tabIndex = each === name ? 0 : -1;
      this.panels[each].hidden = each !== name;
    }
    if (focus) this.tabs[name].focus();
    if (name === "text") this.thread.toEnd();
    else this.transcript.toEnd();
    this.countUnread();
  }

  private id(name: string, what: string): string {
    return `p${this.person.number.slice(1)}-${name}-${what}`;
  }
}

function fill(select: HTMLSelectElement, lines: readonly Line[]): void {
  const chosen = select.value;
  select.replaceChildren(...lines.map(line => h("option", { value: line.number }, `${line.name} · ${spoken(line.number)}`)));
  if (lines.some(line => line.number === chosen)) select.value = chosen;
  if (lines.length === 0) select.title = texts.noLines;
}
