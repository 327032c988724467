import { Button } from "@fluentui/react-components";
import { useServices } from "../services";
import { texts } from "../texts";

/** Within reach during a call: that is when it matters. */
export function CheckHeadset() {
  const { headset } = useServices();
  return (
    <Button appearance="subtle" size="small" onClick={() => headset.open.set(true)}>
      {texts.audio.check}
    </Button>
  );
}
