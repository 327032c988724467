import { Button } from "@fluentui/react-components";
import { ShieldProhibitedRegular, ShieldQuestionRegular, ShieldTaskRegular } from "@fluentui/react-icons";
import { useState } from "react";
import type { AssignmentFacts, SafeContactView } from "../api/contract";
import { nameOf } from "../live/selectors";
import { useServices, useWorld } from "../services";
import { texts } from "../texts";
import { exactly } from "../time/words";
import styles from "./SafeBand.module.css";
import { SafeForm } from "./SafeForm";
import { useSafeContact } from "./useSafeContact";

/** First in the right column, on every contact: how this person can be reached without harm. */
export function SafeBand({ assignment }: { assignment: AssignmentFacts }) {
  const { safe, keep } = useServices();
  const state = useSafeContact(assignment.contact);
  const view = state?.view ?? null;
  // What was half written is still there after a reload: show it.
  const [open, setOpen] = useState(() => keep.read(draftKey(assignment.contact)) !== null);
  const t = texts.safe;
  return (
    <section className={styles.band} aria-label={t.region} data-tone={view ? toneOf(view) : undefined} data-open={open || undefined}>
      {view && <Line view={view} isOpen={open} onOpen={() => setOpen(true)} />}
      {state?.problem && (
        <p className={styles.problem} role="status">
          {state.problem} <Button size="small" onClick={() => void safe.read(assignment.contact)}>{texts.centre.tryAgain}</Button>
        </p>
      )}
      {open && view && <SafeForm view={view} draftKey={draftKey(assignment.contact)} onClose={() => setOpen(false)} />}
    </section>
  );
}

function Line({ view, isOpen, onOpen }: { view: SafeContactView; isOpen: boolean; onOpen: () => void }) {
  const tone = toneOf(view);
  const t = texts.safe;
  const Icon = tone === "never" ? ShieldProhibitedRegular : tone === "known" ? ShieldTaskRegular : ShieldQuestionRegular;
  return (
    <div className={styles.line}>
      <Icon className={styles.icon} aria-hidden="true" />
      <p className={styles.summary}>
        <b>{t.label}</b> <span>{view.summary ?? t.notAsked}</span>
      </p>
      <div className={styles.words}>
        {view.summary === null && <p className={styles.more}>{view.hasLapsed ? t.lapsed : t.notAskedAsk}</p>}
        {view.summary !== null && <Details view={view} />}
        {view.otherRules > 0 && <p className={styles.more}>{t.others(view.otherRules)}</p>}
      </div>
      {!isOpen && (
        <Button size="small" appearance={view.version === 0 ? "primary" : "secondary"} className={styles.open} onClick={onOpen}>
          {view.version === 0 ? t.write : t.change}
        </Button>
      )}
    </div>
  );
}

function Details({ view }: { view: SafeContactView }) {
  const world = useWorld();
  const { rules } = view;
  const t = texts.safe;
  if (!rules || view.hasLapsed) return null;
  const title = view.by && view.at ? t.writtenBy(nameOf(world, view.by) ?? texts.thread.colleague, exactly(view.at)) : undefined;
  return (
    <div title={title}>
      {rules.wording && <p className={styles.say}>{t.say(rules.wording)}</p>}
      {rules.safeWord && <p className={styles.say}>{t.safeWordIs(rules.safeWord)}</p>}
      {rules.note && <p className={styles.note}>{rules.note}</p>}
    </div>
  );
}

function toneOf(view: SafeContactView): "unasked" | "known" | "never" {
  return view.summary === null ? "unasked" : view.now.every(now => !now.allowed && now.nextSafe === null) ? "never" : "known";
}

function draftKey(contact: string): string {
  return `safe.${contact}`;
}
