import type { UserConfig } from "vite";

/** What every app of this workspace builds alike. */
export function app(base: string): UserConfig {
  return {
    base,
    build: {
      emptyOutDir: true,
      // Everything is a file of its own: the content security policy knows no inline script and no data: font.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  };
}
