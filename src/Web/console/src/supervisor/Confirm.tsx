import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { texts } from "../texts";
import styles from "./Confirm.module.css";

interface Props {
  open: boolean;
  heading: string;
  yes: string;
  onYes: () => void;
  onClose: () => void;
  /** What it does, and to whom. */
  children: ReactNode;
}

/** Asks before something that a person would feel. Nothing is done by leaving it. */
export function Confirm({ open, heading, yes, onYes, onClose, children }: Props) {
  return (
    <Dialog modalType="alert" open={open} onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{heading}</DialogTitle>
          <DialogContent>{children}</DialogContent>
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
