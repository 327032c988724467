import type { Heard } from "./desk";
import { h } from "./dom";
import { texts } from "./texts";

/** What a person hears and says, as it happens. Lines are only ever added, so a reader announces each once. */
export class Transcript {
  readonly element: HTMLElement;
  private readonly empty: HTMLElement;
  private shown: readonly Heard[] = [];

  constructor(name: string) {
    this.empty = h("p", { className: "empty" }, texts.emptyCall(name));
    this.element = h("div", { className: "screen", tabIndex: 0, attrs: { role: "log", "aria-label": texts.heard(name) } }, this.empty);
  }

  update(heard: readonly Heard[], note: string | null): void {
    const goesOn = this.shown.every((line, i) => heard[i]?.at === line.at && heard[i]?.text === line.text);
    if (!goesOn) this.element.replaceChildren();
    for (const line of heard.slice(goesOn ? this.shown.length : 0)) this.element.append(bubble(line));
    this.shown = heard;
    this.element.querySelector(".note")?.remove();
    this.empty.remove();
    if (note) this.element.append(h("p", { className: "note" }, note));
    else if (heard.length === 0) this.element.append(this.empty);
    this.element.scrollTop = this.element.scrollHeight;
  }
}

function bubble(line: Heard): HTMLElement {
  return h(
    "p",
    { className: `bubble ${line.speaker}` },
    line.speaker !== "sound" && h("span", { className: "who" }, texts.speakers[line.speaker]),
    h("span", { className: "words" }, line.text),
  );
}
