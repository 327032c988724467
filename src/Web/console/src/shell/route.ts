import { useSyncExternalStore } from "react";

export type Page = "desk" | "everyone" | "words" | "signIn";

const paths: Record<Page, string> = { desk: "/console", everyone: "/console/everyone", words: "/console/words", signIn: "/console/sign-in" };
const listeners = new Set<() => void>();

function pageOf(path: string): Page {
  const plain = path.replace(/\/+$/, "");
  return (Object.keys(paths) as Page[]).find(page => paths[page] === plain) ?? "desk";
}

/** Nothing personal ever stands in an address: a page is all it names. */
export function go(page: Page, replace = false): void {
  if (pageOf(location.pathname) === page) return;
  if (replace) history.replaceState(null, "", paths[page]);
  else history.pushState(null, "", paths[page]);
  listeners.forEach(tell => tell());
}

export function hrefOf(page: Page): string {
  return paths[page];
}

export function usePage(): Page {
  return useSyncExternalStore(
    tell => {
      listeners.add(tell);
      window.addEventListener("popstate", tell);
      return () => {
        listeners.delete(tell);
        window.removeEventListener("popstate", tell);
      };
    },
    () => pageOf(location.pathname),
  );
}
