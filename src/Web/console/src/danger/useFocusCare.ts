import { useEffect, useRef } from "react";

/** The button is gone once it is raised: the focus goes to what it created, unless the agent is in a field. */
export function useFocusCare(raised: boolean): void {
  const before = useRef(raised);
  useEffect(() => {
    if (raised && !before.current && (document.activeElement === null || document.activeElement === document.body)) {
      [...document.querySelectorAll<HTMLElement>("[data-danger]")].at(-1)?.focus();
    }
    before.current = raised;
  }, [raised]);
}
