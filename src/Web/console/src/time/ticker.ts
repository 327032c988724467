import { useSyncExternalStore } from "react";

// One interval for every running time on the page: they change together, and a hidden page costs nothing more.
const listeners = new Set<() => void>();
let second = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    second += 1;
    listeners.forEach(tell => tell());
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === undefined) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Renders the caller again every second. */
export function useTick(): void {
  useSyncExternalStore(subscribe, () => second);
}
