import { Link } from "@fluentui/react-components";
import type { MyWork } from "../live/selectors";
import { OfferDock } from "../offer/OfferDock";
import { PhoneDesk } from "../phone/PhoneDesk";
import { go, hrefOf } from "../shell/route";
import { texts } from "../texts";
import styles from "./Desk.module.css";
import { MyList } from "./MyList";
import { StatusMenu } from "./StatusMenu";

interface Props {
  work: MyWork;
  selected: string | null;
  /** The supervisor's page is in the centre: its lists show these contacts too. */
  everyone: boolean;
}

/** The left column: what I say of myself, what is offered to me, what is mine. */
export function Desk({ work, selected, everyone }: Props) {
  const t = texts.mine;
  const count = work.inHand.length + work.conversations.length + work.wrapUps.length;
  return (
    <div className={styles.desk}>
      <StatusMenu />
      <PhoneDesk />
      <OfferDock offers={work.offers} />
      {everyone ? (
        count > 0 && (
          <Link
            className={styles.back}
            href={hrefOf("desk")}
            onClick={event => {
              event.preventDefault();
              go("desk");
            }}
          >
            {t.backToDesk(count)}
          </Link>
        )
      ) : (
        <div className={styles.lists}>
          <MyList heading={t.inHand} empty={t.noneInHand} assignments={work.inHand} selected={selected} />
          <MyList heading={t.conversations} empty={t.noneConversations} assignments={work.conversations} selected={selected} />
          <MyList heading={t.wrapUps} empty={t.noneWrapUps} assignments={work.wrapUps} selected={selected} />
        </div>
      )}
    </div>
  );
}
