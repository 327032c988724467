import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from "@fluentui/react-components";
import { texts } from "../texts";
import styles from "./KeyList.module.css";

export function KeyList({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = texts.keys;
  return (
    <Dialog open={open} onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{t.heading}</DialogTitle>
          <DialogContent>
            <p className="quiet">{t.intro}</p>
            <dl className={styles.list}>
              {t.list.map(([key, what]) => (
                <div key={key} className={styles.row}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{t.close}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
