import type { ContactFacts, LineCard } from "../api/contract";
import { texts, word } from "../texts";

type Demand = ContactFacts["demand"];

/** A skill as the server writes it: `specialism:faith@3` is the kind, the value and the level asked for. */
function split(skill: string): { kind: string; value: string | undefined; level: number } {
  const [name = "", level] = skill.split("@");
  const [kind = "", value] = name.split(":");
  return { kind, value, level: Number(level ?? 1) };
}

/** The language a contact needs, by its name. */
export function languageOf({ skills }: Demand): string | null {
  const tag = skills.map(split).find(s => s.kind === "lang")?.value;
  return tag ? word(texts.languages, tag) : null;
}

/** What a contact needs beyond its line, in words: "English", "BSL", "Disability". */
export function needsOf({ skills }: Demand): string[] {
  return skills.filter(skill => split(skill).kind !== "line").map(skill => nameOf(skill));
}

/** One skill in words, its line by its name, its level if it asks for one. */
export function skillWords(skill: string, lines: ReadonlyMap<string, LineCard>): string {
  const { kind, value, level } = split(skill);
  const name = kind === "line" && value ? (lines.get(value)?.name ?? value) : nameOf(skill);
  return level > 1 ? texts.why.level(name, level) : name;
}

function nameOf(skill: string): string {
  const { kind, value } = split(skill);
  if (kind === "lang" && value) return word(texts.languages, value);
  return kind === "bsl" ? texts.bsl : word({}, (value ?? kind).replaceAll("-", " "));
}
