import { Tooltip } from "@fluentui/react-components";
import { HeadsetRegular, PeopleRegular, PersonVoiceRegular, type FluentIcon } from "@fluentui/react-icons";
import type { MouseEvent } from "react";
import { texts } from "../texts";
import { AccountMenu } from "./AccountMenu";
import { Mark } from "./Mark";
import styles from "./Rail.module.css";
import { go, hrefOf, type Page } from "./route";

interface Props {
  page: Page;
  answers: boolean;
  oversees: boolean;
  onKeys: () => void;
}

export function Rail({ page, answers, oversees, onKeys }: Props) {
  return (
    <nav className={styles.rail} aria-label={texts.shell.pages}>
      <Mark />
      <div className={styles.pages}>
        {answers && <PageLink page="desk" now={page} icon={HeadsetRegular} label={texts.shell.desk} />}
        {oversees && <PageLink page="everyone" now={page} icon={PeopleRegular} label={texts.shell.supervisor} />}
        {oversees && <PageLink page="words" now={page} icon={PersonVoiceRegular} label={texts.words.heading} />}
      </div>
      <AccountMenu onKeys={onKeys} />
    </nav>
  );
}

function PageLink({ page, now, icon: Icon, label }: { page: Page; now: Page; icon: FluentIcon; label: string }) {
  const follow = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(page);
  };
  return (
    <Tooltip content={label} relationship="label" positioning="after">
      <a className={styles.link} href={hrefOf(page)} aria-current={page === now ? "page" : undefined} onClick={follow}>
        <Icon fontSize={20} />
      </a>
    </Tooltip>
  );
}
