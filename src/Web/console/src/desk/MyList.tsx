import type { AssignmentFacts } from "../api/contract";
import styles from "./MyList.module.css";
import { MyListItem } from "./MyListItem";

interface Props {
  heading: string;
  empty: string;
  assignments: readonly AssignmentFacts[];
  selected: string | null;
}

export function MyList({ heading, empty, assignments, selected }: Props) {
  return (
    <section className={styles.list} aria-label={heading}>
      <h2 className={styles.heading}>
        {heading} {assignments.length > 0 && <span className="num">{assignments.length}</span>}
      </h2>
      {assignments.length === 0 ? (
        <p className={styles.empty}>{empty}</p>
      ) : (
        <ul>
          {assignments.map(assignment => (
            <MyListItem key={assignment.id} assignment={assignment} isSelected={assignment.id === selected} />
          ))}
        </ul>
      )}
    </section>
  );
}
