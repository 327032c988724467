type Child = Node | string | null | false;
type Props<K extends keyof HTMLElementTagNameMap> = Partial<Omit<HTMLElementTagNameMap[K], "style" | "dataset">> & {
  readonly attrs?: Readonly<Record<string, string>>;
};

/** An element with its properties and children. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props<K> = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  const { attrs = {}, ...properties } = props;
  Object.assign(element, properties);
  for (const [name, value] of Object.entries(attrs)) element.setAttribute(name, value);
  element.append(...children.filter(child => child !== null && child !== false));
  return element;
}

/** A line drawing, hidden from readers: words stand beside it. */
export function icon(name: keyof typeof paths): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon");
  const shape = document.createElementNS(space, "path");
  shape.setAttribute("d", paths[name]);
  if (name === "hangUp") shape.setAttribute("transform", "rotate(135 12 12)");
  svg.append(shape);
  return svg;
}

const handset = "M5.500 4.300 8.200 4l1.900 4.200-2 1.900c1.200 2.400 3 4.300 5.500 5.600l2-1.900 4.300 2-.4 2.600c-.2 1-1 1.600-2 1.600C10.300 20 4 13.700 4 6.300c0-1 .600-1.800 1.500-2z";

const paths = {
  call: handset,
  hangUp: handset,
  text: "M4 5h16v11h-9l-4.500 4v-4H4z",
  send: "M4 11.500 20 4l-5.500 16-3-6.500zM11.500 13.500 20 4",
  close: "M6 6l12 12M18 6 6 18",
  storm: "M7 15a4 4 0 0 1 .3-8A5.500 5.500 0 0 1 18 8.300a3.400 3.400 0 0 1-.5 6.700M12.500 11.500 10 16h4l-2.500 5",
  sound: "M4 10v4h3l4 4V6l-4 4zM14.500 9a4 4 0 0 1 0 6M17 6.500a8 8 0 0 1 0 11",
  silent: "M4 10v4h3l4 4V6l-4 4zM15.500 9.500l5 5M20.500 9.500l-5 5",
  mic: "M12 4a2.500 2.500 0 0 1 2.500 2.500v5a2.500 2.500 0 0 1-5 0v-5A2.500 2.500 0 0 1 12 4zM6.500 11.500a5.500 5.500 0 0 0 11 0M12 17v3",
  plus: "M12 5v14M5 12h14",
} as const;
