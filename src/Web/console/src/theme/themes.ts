import { createDarkTheme, createLightTheme, teamsHighContrastTheme, type BrandVariants, type Theme } from "@fluentui/react-components";

/** One accent, teal, for the thing to do next. */
const teal: BrandVariants = {
  10: "#010706", 20: "#06201e", 30: "#083532", 40: "#0a4540", 50: "#0b554f", 60: "#0c645d", 70: "#0d746b", 80: "#0f7f75",
  90: "#1c968a", 100: "#35a99c", 110: "#52bbae", 120: "#72ccc0", 130: "#93dbd1", 140: "#b3e7e0", 150: "#d2f2ed", 160: "#ebfaf8",
};

const font = { fontFamilyBase: "'Inter', 'Segoe UI Variable Text', 'Segoe UI', system-ui, -apple-system, 'Noto Sans', 'Liberation Sans', sans-serif" };
const shape = { borderRadiusMedium: "7px", borderRadiusLarge: "10px", borderRadiusXLarge: "14px" };

const light: Theme = {
  ...createLightTheme(teal),
  ...font,
  ...shape,
  colorNeutralBackground1: "#ffffff",
  colorNeutralBackground2: "#f8f9f9",
  colorNeutralBackground3: "#f1f3f3",
  colorNeutralForeground1: "#16201f",
  colorNeutralForeground2: "#3c4847",
  colorNeutralForeground3: "#5a6665",
  colorNeutralStroke1: "#cfd6d5",
  colorNeutralStroke2: "#e2e7e6",
  colorNeutralStroke3: "#edf0f0",
};

const dark: Theme = {
  ...createDarkTheme(teal),
  ...font,
  ...shape,
  colorNeutralBackground1: "#171b1b",
  colorNeutralBackground2: "#111515",
  colorNeutralBackground3: "#0c0f0f",
  colorNeutralForeground1: "#eef2f1",
  colorNeutralForeground2: "#c9d1d0",
  colorNeutralForeground3: "#9ca8a6",
  colorNeutralStroke1: "#3d4645",
  colorNeutralStroke2: "#2a3231",
  colorNeutralStroke3: "#222928",
  colorBrandForeground1: "#72ccc0",
  colorBrandForegroundLink: "#72ccc0",
};

const contrast: Theme = { ...teamsHighContrastTheme, ...font, ...shape };

export const themes = { light, dark, contrast } as const;

export type ThemeName = keyof typeof themes;
export type ThemeChoice = ThemeName | "system";
