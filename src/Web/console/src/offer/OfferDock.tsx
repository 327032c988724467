import { Button } from "@fluentui/react-components";
import { DismissRegular, InfoRegular } from "@fluentui/react-icons";
import type { AssignmentFacts } from "../api/contract";
import { useStore } from "../live/store";
import { useServices, useWorld } from "../services";
import { texts } from "../texts";
import styles from "./OfferDock.module.css";
import { OfferCard } from "./OfferCard";

/** Where an offer rings. Its place is reserved, so that nothing jumps under a hand when one arrives. */
export function OfferDock({ offers }: { offers: readonly AssignmentFacts[] }) {
  const { notices } = useServices();
  const notice = useStore(notices.latest);
  const world = useWorld();
  const offer = offers[0];
  const available = world.agents.get(world.me.id)?.status === "available";
  const t = texts.offer;
  return (
    <section className={styles.dock} aria-label={t.region} data-ringing={offer !== undefined || undefined}>
      {offer ? (
        <OfferCard key={offer.id} offer={offer} more={offers.length - 1} />
      ) : (
        !notice && (
          <div className={styles.quiet}>
            <b>{t.quiet}</b>
            <p>{available ? t.quietHint : texts.status.offlineHint}</p>
          </div>
        )
      )}
      <div role="status">
        {notice && (
          <div className={styles.notice}>
            <InfoRegular className={styles.noticeIcon} aria-hidden="true" />
            <p>{notice.words}</p>
            <Button appearance="subtle" size="small" icon={<DismissRegular />} aria-label={t.dismiss} onClick={() => notices.dismiss()} />
          </div>
        )}
      </div>
    </section>
  );
}
