import styles from "./Mark.module.css";

/** The sign of the house: somebody speaks, somebody hears. */
export function Mark() {
  return (
    <svg className={styles.mark} viewBox="0 0 28 28" aria-hidden="true">
      <rect className={styles.ground} width="28" height="28" rx="8" />
      <path className={styles.line} d="M8 10.5a4 4 0 0 1 4-4h4a4 4 0 0 1 4 4v2.5a4 4 0 0 1-4 4h-2.6L10 20.3V16.6a4 4 0 0 1-2-3.6z" />
    </svg>
  );
}
