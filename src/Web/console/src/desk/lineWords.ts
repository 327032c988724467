import type { LineCard } from "../api/contract";

/** The line and where it serves, without saying the same place twice. */
export function lineWords({ name, area }: LineCard): string {
  if (!area || name.includes(area)) return name;
  return area.includes(name) ? area : `${name} · ${area}`;
}
