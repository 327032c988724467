import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

// A busy build machine is slow; a test waits as long as it must and no longer.
configure({ asyncUtilTimeout: 5000 });
document.documentElement.lang = "en-GB";

// What jsdom does not have and the components ask for.
window.ResizeObserver = class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};
window.matchMedia = query => ({ matches: false, media: query, addEventListener: () => undefined, removeEventListener: () => undefined }) as unknown as MediaQueryList;
// As newer browsers answer it.
Element.prototype.scrollIntoView = () => Promise.resolve();
HTMLCanvasElement.prototype.getContext = () => null;

afterEach(() => {
  // Also before the next file is read, which may look at what a test put in place of the browser's own.
  vi.unstubAllGlobals();
  cleanup();
  document.body.replaceChildren();
  localStorage.clear();
  history.replaceState(null, "", "/console");
});
