import type { ContactFacts } from "../api/contract";
import { texts, word } from "../texts";

type Demand = ContactFacts["demand"];

/** The language a contact needs, by its name. */
export function languageOf({ skills }: Demand): string | null {
  const tag = skills.find(s => s.startsWith("lang:"))?.slice("lang:".length);
  return tag ? word(texts.languages, tag) : null;
}

/** What a contact needs beyond its line, in words: "English", "BSL", "disability". */
export function needsOf({ skills }: Demand): string[] {
  return skills.flatMap(skill => {
    const [kind, value] = skill.split(":");
    if (kind === "line") return [];
    if (kind === "lang" && value) return [word(texts.languages, value)];
    return [skill === "bsl" ? texts.bsl : word({}, (value ?? skill).replaceAll("-", " "))];
  });
}
