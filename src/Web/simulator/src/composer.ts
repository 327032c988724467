import { h, icon } from "./dom";

/** One line to type in, a button, and a few things people say. */
export class Composer {
  readonly element: HTMLFormElement;
  private readonly box: HTMLInputElement;
  private readonly button: HTMLButtonElement;
  private readonly chips: HTMLButtonElement[];

  constructor(labels: { label: string; hint: string; button: string }, suggestions: readonly string[], send: (text: string) => Promise<boolean>) {
    this.box = h("input", { type: "text", placeholder: labels.hint, maxLength: 1600, autocomplete: "off", attrs: { "aria-label": labels.label } });
    this.button = h("button", { type: "submit", className: "send", attrs: { "aria-label": labels.button, title: labels.button } }, icon("send"));
    this.chips = suggestions.map(text => h("button", { type: "button", className: "chip", onclick: () => void this.submit(text, send) }, text));
    this.element = h(
      "form",
      {
        className: "composer",
        onsubmit: (event: Event) => {
          event.preventDefault();
          void this.submit(this.box.value, send);
        },
      },
      h("div", { className: "chips" }, ...this.chips),
      h("div", { className: "row" }, this.box, this.button),
    );
  }

  enable(isEnabled: boolean): void {
    for (const control of [this.box, this.button, ...this.chips]) control.disabled = !isEnabled;
  }

  /** What could not be sent stays in the box. */
  private async submit(text: string, send: (text: string) => Promise<boolean>): Promise<void> {
    if (text.trim() && (await send(text.trim())) && text === this.box.value) this.box.value = "";
    this.box.focus();
  }
}
