import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from "@fluentui/react-components";
import { texts } from "../texts";
import styles from "./Confirm.module.css";

interface Props {
  open: boolean;
  heading: string;
  sentences: readonly string[];
  yes: string;
  onYes: () => void;
  onClose: () => void;
}

/** Asks before something that a person would feel. Nothing is done by leaving it. */
export function Confirm({ open, heading, sentences, yes, onYes, onClose }: Props) {
  return (
    <Dialog modalType="alert" open={open} onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{heading}</DialogTitle>
          <DialogContent>
            {sentences.map(sentence => (
              <p key={sentence}>{sentence}</p>
            ))}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{texts.supervision.cancel}</Button>
            <Button
              appearance="primary"
              onClick={() => {
                onClose();
                onYes();
              }}
            >
              {yes}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
