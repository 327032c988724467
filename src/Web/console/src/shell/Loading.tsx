import { Spinner } from "@fluentui/react-components";
import { texts } from "../texts";
import styles from "./Loading.module.css";

export function Loading() {
  return (
    <main className={styles.page}>
      <Spinner label={texts.shell.loading} />
    </main>
  );
}
