import { useEffect, useState } from "react";
import type { StaffIncidentCounts } from "../api/contract";
import { useServices } from "../services";
import list from "../supervisor/List.module.css";
import { texts } from "../texts";

const every = 60_000;

/** How often the people who answer were attacked. Nothing is shown while it did not happen. */
export function StaffIncidents() {
  const { api } = useServices();
  const [counts, setCounts] = useState<StaffIncidentCounts | null>(null);
  useEffect(() => {
    // A failure keeps the last count: the next look comes by itself.
    const look = () => void api.staffIncidents().then(setCounts, () => undefined);
    look();
    const timer = setInterval(look, every);
    return () => clearInterval(timer);
  }, [api]);
  const t = texts.care.incidents;
  if (!counts || counts.month === 0) return null;
  return (
    <section aria-label={t.heading}>
      <h2 className={list.heading}>{t.heading}</h2>
      <p className="num">{t.counts(counts.day, counts.week, counts.month)}</p>
      <p className="quiet">{t.hint}</p>
    </section>
  );
}
