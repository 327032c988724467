import type { Line, Text } from "./desk";
import { h } from "./dom";
import { spoken, texts } from "./texts";

/** A person's texts, oldest first, with how each fared. */
export class Thread {
  readonly element: HTMLElement;
  private readonly rows = new Map<string, HTMLElement>();

  constructor(private readonly name: string) {
    this.element = h("div", { className: "screen", tabIndex: 0, attrs: { role: "log", "aria-label": texts.emptyTexts(name) } });
  }

  update(all: readonly Text[], lines: readonly Line[]): void {
    if (all.length === 0) {
      this.rows.clear();
      this.element.replaceChildren(h("p", { className: "empty" }, texts.emptyTexts(this.name)));
      return;
    }
    if (this.rows.size === 0) this.element.replaceChildren();
    const before = this.rows.size;
    for (const text of all) {
      const row = this.rows.get(text.sid);
      const next = bubble(text, lines);
      if (!row) this.element.append(next);
      else if (row.dataset["status"] !== text.status) row.replaceWith(next);
      if (!row || row.dataset["status"] !== text.status) this.rows.set(text.sid, next);
    }
    if (this.rows.size > before) this.element.scrollTop = this.element.scrollHeight;
  }
}

function bubble(text: Text, lines: readonly Line[]): HTMLElement {
  const line = lines.find(l => l.number === text.line)?.name ?? spoken(text.line);
  const ticks = { received: "", sending: "○", delivered: "✓✓", failed: "!" }[text.status];
  const foot = [line, texts.segments(text.segments)].filter(Boolean).join(" · ");
  const row = h(
    "p",
    { className: `bubble ${text.mine ? "self" : "person"}` },
    h("span", { className: "words" }, text.body),
    h(
      "span",
      { className: "foot" },
      foot,
      text.mine && h("span", { className: `ticks ${text.status}` }, h("span", { attrs: { "aria-hidden": "true" } }, ticks), " ", texts.textStatus[text.status]),
    ),
  );
  row.dataset["status"] = text.status;
  return row;
}
