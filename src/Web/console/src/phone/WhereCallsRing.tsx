import { Menu, MenuDivider, MenuItem, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { ChevronDownRegular, HeadsetRegular, PhoneRegular } from "@fluentui/react-icons";
import { useEffect, useState } from "react";
import { wordsOf } from "../api/problem";
import { useStore } from "../live/store";
import { useServices } from "../services";
import { texts } from "../texts";
import { OwnPhoneDialog } from "./OwnPhoneDialog";
import styles from "./WhereCallsRing.module.css";

/** Which telephone rings when I answer a call. */
export function WhereCallsRing() {
  const { ownPhones, notices } = useServices();
  const choice = useStore(ownPhones.choice);
  const [asking, setAsking] = useState(false);
  const rings = choice?.rings ?? false;
  const t = texts.ownPhone;

  useEffect(() => void ownPhones.load(), [ownPhones]);

  if (!choice) return null;
  const tell = (step: Promise<void>) => void step.catch((error: unknown) => notices.say(wordsOf(error)));
  const choose = (where: string | undefined) => {
    if (where === "browser") tell(ownPhones.choose(false, null));
    else if (choice.maskedNumber === null) setAsking(true);
    else tell(ownPhones.choose(true, null));
  };

  return (
    <>
      <Menu positioning={{ align: "start", matchTargetSize: "width" }} checkedValues={{ where: [rings ? "phone" : "browser"] }} onCheckedValueChange={(_, { checkedItems }) => choose(checkedItems[0])}>
        <MenuTrigger disableButtonEnhancement>
          <button type="button" className={styles.button} data-own={rings || undefined} aria-label={rings ? t.onPhoneShort : t.inBrowser} title={rings ? t.onPhone(choice.maskedNumber) : t.inBrowser}>
            {rings ? <PhoneRegular className={styles.icon} aria-hidden="true" /> : <HeadsetRegular className={styles.icon} aria-hidden="true" />}
            <span>{rings ? t.there : t.here}</span>
            <ChevronDownRegular aria-hidden="true" />
          </button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList aria-label={t.where}>
            <MenuItemRadio name="where" value="browser" subText={t.browserHint}>
              {t.browser}
            </MenuItemRadio>
            <MenuItemRadio name="where" value="phone" subText={choice.maskedNumber ?? t.noNumber}>
              {t.phone}
            </MenuItemRadio>
            {choice.maskedNumber !== null && (
              <>
                <MenuDivider />
                <MenuItem onClick={() => setAsking(true)}>{t.change}</MenuItem>
                <MenuItem onClick={() => tell(ownPhones.forgetNumber())}>{t.forget}</MenuItem>
              </>
            )}
          </MenuList>
        </MenuPopover>
      </Menu>
      <OwnPhoneDialog open={asking} onClose={() => setAsking(false)} />
    </>
  );
}
