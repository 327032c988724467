import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { CallEndRegular, HeadphonesRegular, MoreHorizontalRegular, PersonArrowRightRegular, PersonSwapRegular } from "@fluentui/react-icons";
import { useState } from "react";
import type { AssignmentFacts } from "../api/contract";
import { wordsOf } from "../api/problem";
import { TransferDialog } from "../call/TransferDialog";
import { nameOf } from "../live/selectors";
import { useStore } from "../live/store";
import { useServices, useWorld } from "../services";
import { texts } from "../texts";
import { Confirm } from "./Confirm";

/** What a supervisor can do about a contact in somebody's hands. To listen is one press; what a person would feel is asked first. */
export function InHandActions({ assignment }: { assignment: AssignmentFacts }) {
  const { api, listening, call, notices } = useServices();
  const world = useWorld();
  const line = useStore(call.line);
  const listened = useStore(listening.listened);
  const [asking, setAsking] = useState<"takeOver" | "end" | "move" | null>(null);
  const name = nameOf(world, assignment.agent) ?? texts.thread.colleague;
  const isCall = assignment.channel === "phone" && assignment.state === "active" && assignment.agent !== world.me.id;
  const own = line !== null && line.state !== "ended" && line.state !== "failed" && line.assignment !== listened?.party;
  const t = texts.call.listen;
  const { contact } = assignment;

  const step = async (take: Promise<unknown>, done?: string) => {
    try {
      await take;
      if (done) notices.confirm(done);
    } catch (error) {
      notices.say(wordsOf(error));
    }
  };
  const listen = () => {
    if (own) notices.say(t.busy);
    else if (listened?.contact !== contact) {
      listening.stop();
      void step(listening.start(contact, assignment.agent, world.me.pool));
    }
  };

  return (
    <>
      {isCall && <Button appearance="subtle" size="small" icon={<HeadphonesRegular />} aria-label={t.start(name)} title={t.start(name)} onClick={listen} />}
      <Menu positioning="below-end">
        <MenuTrigger disableButtonEnhancement>
          <Button appearance="subtle" size="small" icon={<MoreHorizontalRegular />} aria-label={`${texts.supervisor.actions}: ${name}`} />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem icon={<PersonArrowRightRegular />} onClick={() => setAsking("move")}>
              {t.move(name)}
            </MenuItem>
            {isCall && world.me.roles.includes("agent") && (
              <MenuItem icon={<PersonSwapRegular />} onClick={() => setAsking("takeOver")}>
                {t.takeOver(name)}
              </MenuItem>
            )}
            {isCall && (
              <MenuItem icon={<CallEndRegular />} onClick={() => setAsking("end")}>
                {t.end(name)}
              </MenuItem>
            )}
          </MenuList>
        </MenuPopover>
      </Menu>
      <Confirm open={asking === "takeOver"} heading={t.takeOverHeading(name)} yes={t.takeOverYes} onYes={() => void step(api.takeOver(contact), t.takingOver)} onClose={() => setAsking(null)}>
        <p>{t.takeOverWhat}</p>
      </Confirm>
      <Confirm open={asking === "end"} heading={t.endHeading(name)} yes={t.endYes} onYes={() => void step(api.endCall(contact), t.ended)} onClose={() => setAsking(null)}>
        <p>{t.endWhat}</p>
      </Confirm>
      <TransferDialog open={asking === "move"} contact={contact} onClose={() => setAsking(null)} onDone={() => notices.confirm(t.moved)} />
    </>
  );
}
