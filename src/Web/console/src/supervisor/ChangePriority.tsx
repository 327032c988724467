import { Button, Radio, RadioGroup } from "@fluentui/react-components";
import { ArrowSortRegular } from "@fluentui/react-icons";
import { useState } from "react";
import type { ContactFacts, Priority } from "../api/contract";
import { texts } from "../texts";
import { Confirm } from "./Confirm";
import { useSupervision } from "./useSupervision";

/** Highest first, as they stand in the queue. */
const priorities: readonly Priority[] = ["imminentDanger", "dropped", "high", "normal"];

/** Changes a contact's place, and says beforehand who waits longer for it. */
export function ChangePriority({ contact, place }: { contact: ContactFacts; place: number }) {
  const supervision = useSupervision();
  const [chosen, setChosen] = useState<Priority | null>(null);
  const t = texts.supervision;
  const moves = chosen ? priorities.indexOf(chosen) - priorities.indexOf(contact.priority) : 0;
  return (
    <>
      <Button
        appearance="subtle"
        size="small"
        icon={<ArrowSortRegular />}
        aria-label={t.priority(place)}
        title={t.priority(place)}
        onClick={() => setChosen(contact.priority)}
      />
      <Confirm
        open={chosen !== null}
        heading={t.priority(place)}
        yes={t.priorityYes}
        onYes={() => {
          if (chosen && moves !== 0) void supervision.changePriority(contact.id, chosen);
        }}
        onClose={() => setChosen(null)}
      >
        <RadioGroup aria-label={t.priority(place)} value={chosen ?? contact.priority} onChange={(_, data) => setChosen(data.value as Priority)}>
          {priorities.map(priority => (
            <Radio key={priority} value={priority} label={<PriorityLabel priority={priority} />} />
          ))}
        </RadioGroup>
        <p role="status">{moves < 0 ? t.raises : moves > 0 ? t.lowers : t.stays}</p>
      </Confirm>
    </>
  );
}

function PriorityLabel({ priority }: { priority: Priority }) {
  const t = texts.supervision;
  return (
    <>
      <b>{t.priorityNames[priority]}</b> <span className="quiet">{t.priorityHints[priority]}</span>
    </>
  );
}
