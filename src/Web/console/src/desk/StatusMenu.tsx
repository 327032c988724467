import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { ChevronDownRegular } from "@fluentui/react-icons";
import type { AgentStatus } from "../api/contract";
import { useServices, useWorld } from "../services";
import { texts } from "../texts";
import { useTick } from "../time/ticker";
import { exactly, roughly } from "../time/words";
import styles from "./StatusMenu.module.css";
import { statusIcons } from "./statusLook";
import { useSteps } from "./useSteps";

const choices = ["available", "break", "training", "offline"] as const;

export function StatusMenu() {
  const { clock } = useServices();
  const world = useWorld();
  const steps = useSteps();
  useTick();
  const facts = world.agents.get(world.me.id);
  const status: AgentStatus = facts?.status ?? "offline";
  const time = facts ? roughly(clock.now() - Date.parse(facts.since)) : "";
  const Icon = statusIcons[status];
  const t = texts.status;
  return (
    <div className={styles.status}>
      <Menu positioning={{ align: "start", matchTargetSize: "width" }} checkedValues={{ status: [status] }} onCheckedValueChange={(_, { checkedItems }) => void steps.setStatus(checkedItems[0] as AgentStatus)}>
        <MenuTrigger disableButtonEnhancement>
          <button type="button" className={styles.button} data-status={status} aria-label={t.button(texts.statuses[status], time)} title={facts && exactly(facts.since)}>
            <Icon className={styles.icon} aria-hidden="true" />
            <b>{texts.statuses[status]}</b>
            <span className={`num ${styles.time}`}>{time}</span>
            <ChevronDownRegular aria-hidden="true" />
          </button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList aria-label={t.choose}>
            {choices.map(choice => (
              <MenuItemRadio key={choice} name="status" value={choice} subText={t.choices[choice]}>
                {texts.statuses[choice]}
              </MenuItemRadio>
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
      {status === "offline" && facts?.reason === "forcedOff" && (
        <div className={styles.paused} role="status">
          <p>{t.forcedOff}</p>
          <Button appearance="primary" onClick={() => void steps.setStatus("available")}>
            {t.becomeAvailable}
          </Button>
        </div>
      )}
      {status === "paused" && (
        <div className={styles.paused} role="status">
          <p>{t.paused}</p>
          <Button appearance="primary" onClick={() => void steps.setStatus("available")}>
            {t.back}
          </Button>
        </div>
      )}
    </div>
  );
}
