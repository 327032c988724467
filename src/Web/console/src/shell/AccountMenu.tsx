import { Avatar, Menu, MenuDivider, MenuGroup, MenuGroupHeader, MenuItem, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { AlertRegular, HeadsetRegular, KeyboardRegular, SignOutRegular, Speaker2Regular } from "@fluentui/react-icons";
import { useState } from "react";
import { wordsOf } from "../api/problem";
import { useServices, useWorld } from "../services";
import { forgetWork } from "../session/owner";
import { texts } from "../texts";
import type { ThemeChoice } from "../theme/themes";
import { useAppearance } from "../theme/useTheme";
import styles from "./AccountMenu.module.css";

const choices: readonly ThemeChoice[] = ["system", "light", "dark", "contrast"];

export function AccountMenu({ onKeys }: { onKeys: () => void }) {
  const services = useServices();
  const { me } = useWorld();
  const { choice, choose } = useAppearance();
  const [permission, setPermission] = useState(() => (typeof Notification === "undefined" ? "denied" : Notification.permission));
  const t = texts.shell;

  const testSound = () => {
    services.sound.unlock();
    services.sound.ring();
    setTimeout(() => services.sound.stopRinging(), 2000);
  };
  const signOut = async () => {
    try {
      await services.session.signOut();
      forgetWork(services);
    } catch (error) {
      services.notices.say(wordsOf(error));
    }
  };

  return (
    <Menu positioning="after-bottom" checkedValues={{ theme: [choice] }} onCheckedValueChange={(_, { checkedItems }) => choose(checkedItems[0] as ThemeChoice)}>
      <MenuTrigger disableButtonEnhancement>
        <button type="button" className={styles.button} aria-label={t.account(me.name)} title={me.name}>
          <Avatar name={me.name} size={32} color="neutral" aria-hidden="true" />
        </button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>{t.theme}</MenuGroupHeader>
            {choices.map(value => (
              <MenuItemRadio key={value} name="theme" value={value}>
                {t.themes[value]}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuDivider />
          <MenuItem icon={<HeadsetRegular />} onClick={() => services.headset.open.set(true)}>
            {texts.audio.menu}
          </MenuItem>
          <MenuItem icon={<Speaker2Regular />} persistOnClick onClick={testSound}>
            {t.testSound}
          </MenuItem>
          <MenuItem icon={<AlertRegular />} disabled={permission !== "default"} persistOnClick onClick={() => void Notification.requestPermission().then(setPermission)}>
            {permission === "granted" ? t.notificationsOn : permission === "denied" ? t.notificationsDenied : t.allowNotifications}
          </MenuItem>
          <MenuItem icon={<KeyboardRegular />} secondaryContent="?" onClick={onKeys}>
            {t.keys}
          </MenuItem>
          <MenuDivider />
          <MenuItem icon={<SignOutRegular />} onClick={() => void signOut()}>
            {t.signOut}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
