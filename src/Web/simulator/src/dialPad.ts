import { h } from "./dom";
import { texts } from "./texts";

const keys: readonly (readonly [string, string])[] = [
  ["1", ""], ["2", "ABC"], ["3", "DEF"], ["4", "GHI"], ["5", "JKL"], ["6", "MNO"],
  ["7", "PQRS"], ["8", "TUV"], ["9", "WXYZ"], ["*", ""], ["0", "+"], ["#", ""],
];

/** Twelve keys. With the pad in focus, the keyboard's own digits press them too. */
export function dialPad(press: (key: string) => void): HTMLElement {
  const pad = h(
    "div",
    { className: "pad", attrs: { role: "group", "aria-label": texts.keypad } },
    ...keys.map(([key, letters]) =>
      h("button", { type: "button", className: "key", onclick: () => press(key), attrs: { "aria-label": key } }, h("span", {}, key), h("small", { attrs: { "aria-hidden": "true" } }, letters)),
    ),
  );
  pad.addEventListener("keydown", event => {
    if (keys.some(([key]) => key === event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      press(event.key);
    }
  });
  return pad;
}
