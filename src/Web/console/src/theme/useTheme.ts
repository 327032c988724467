import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useServices } from "../services";
import type { ThemeChoice, ThemeName } from "./themes";

export interface Appearance {
  readonly theme: ThemeName;
  readonly choice: ThemeChoice;
  choose(choice: ThemeChoice): void;
}

export const AppearanceContext = createContext<Appearance>({ theme: "light", choice: "system", choose: () => undefined });

export function useAppearance(): Appearance {
  return useContext(AppearanceContext);
}

/** What the person chose, or else what their computer says. */
export function useTheme(): Appearance {
  const { keep } = useServices();
  const [choice, setChoice] = useState<ThemeChoice>(() => keep.read<ThemeChoice>("theme") ?? "system");
  const dark = useMedia("(prefers-color-scheme: dark)");
  const more = useMedia("(prefers-contrast: more)");
  const theme = choice !== "system" ? choice : more ? "contrast" : dark ? "dark" : "light";
  useEffect(() => {
    document.documentElement.dataset["theme"] = theme;
  }, [theme]);
  return useMemo(
    () => ({
      theme,
      choice,
      choose: next => {
        keep.write("theme", next);
        setChoice(next);
      },
    }),
    [theme, choice, keep],
  );
}

function useMedia(query: string): boolean {
  const media = useMemo(() => window.matchMedia(query), [query]);
  return useSyncExternalStore(
    tell => {
      media.addEventListener("change", tell);
      return () => media.removeEventListener("change", tell);
    },
    () => media.matches,
  );
}
