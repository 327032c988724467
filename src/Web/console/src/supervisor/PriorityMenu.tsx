import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { ArrowSortRegular } from "@fluentui/react-icons";
import { useState } from "react";
import type { ContactFacts, Priority } from "../api/contract";
import { texts } from "../texts";
import { Confirm } from "./Confirm";
import { useSupervision } from "./useSupervision";

/** Highest first, as they stand in the queue. */
const priorities: readonly Priority[] = ["imminentDanger", "dropped", "high", "normal"];

/** Changes a contact's place. To raise it is done at once; to lower it asks first: somebody would wait longer. */
export function PriorityMenu({ contact, place }: { contact: ContactFacts; place: number }) {
  const supervision = useSupervision();
  const [lower, setLower] = useState<Priority | null>(null);
  const t = texts.supervision;
  const choose = (next: Priority) => {
    if (next === contact.priority) return;
    if (priorities.indexOf(next) > priorities.indexOf(contact.priority)) setLower(next);
    else void supervision.changePriority(contact.id, next);
  };
  return (
    <>
      <Menu positioning="below-end" checkedValues={{ priority: [contact.priority] }} onCheckedValueChange={(_, { checkedItems }) => choose(checkedItems[0] as Priority)}>
        <MenuTrigger disableButtonEnhancement>
          <Button appearance="subtle" size="small" icon={<ArrowSortRegular />} aria-label={t.priority(place)} title={t.priority(place)} />
        </MenuTrigger>
        <MenuPopover>
          <MenuList aria-label={t.priority(place)}>
            {priorities.map(priority => (
              <MenuItemRadio key={priority} name="priority" value={priority} subText={t.priorityHints[priority]}>
                {t.priorityNames[priority]}
              </MenuItemRadio>
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
      <Confirm
        open={lower !== null}
        heading={t.lowerHeading}
        sentences={lower ? [t.lower(t.priorityNames[contact.priority], t.priorityNames[lower])] : []}
        yes={lower ? t.lowerYes(t.priorityNames[lower]) : ""}
        onYes={() => lower && void supervision.changePriority(contact.id, lower)}
        onClose={() => setLower(null)}
      />
    </>
  );
}
