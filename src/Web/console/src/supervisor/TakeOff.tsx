import { Button } from "@fluentui/react-components";
import { PersonProhibitedRegular } from "@fluentui/react-icons";
import { useState } from "react";
import { texts } from "../texts";
import { Confirm } from "./Confirm";
import { useSupervision } from "./useSupervision";

/** Takes an agent off, after saying what that does and what it leaves alone. */
export function TakeOff({ agent, name }: { agent: string; name: string }) {
  const supervision = useSupervision();
  const [asking, setAsking] = useState(false);
  const t = texts.supervision;
  return (
    <>
      <Button appearance="subtle" size="small" icon={<PersonProhibitedRegular />} aria-label={t.takeOff(name)} title={t.takeOff(name)} onClick={() => setAsking(true)} />
      <Confirm open={asking} heading={t.takeOffHeading(name)} yes={t.takeOffYes} onYes={() => void supervision.takeOff(agent, name)} onClose={() => setAsking(false)}>
        <p>{t.takeOffWhat}</p>
        <p>{t.takeOffCall}</p>
        <p>{t.takeOffTold}</p>
      </Confirm>
    </>
  );
}
