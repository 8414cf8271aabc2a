import type { IsoDate } from '#shared/kernel/time.ts';
import type { ActionCopyView } from '#shared/modules/actions/schema.ts';
import styles from './OwnCopies.module.css';
import { UpdateForm } from './UpdateForm.tsx';
import { dueInWords, StatusOfCopy, useActionWords, useNames } from './Words.tsx';

/** The reader's own items, each with its form under it, closed until it is wanted. */
export function OwnCopies({ copies, today }: { copies: readonly ActionCopyView[]; today: IsoDate }) {
  const words = useActionWords();
  const names = useNames();
  return (
    <ul className={styles.list}>
      {copies.map((copy) => {
        const due = dueInWords(words, copy.dueOn, today);
        const hasManyStates = copies.some((other) => other.itemId === copy.itemId && other.id !== copy.id);
        return (
          <li key={copy.id}>
            <details className={styles.copy}>
              <summary className={styles.summary}>
                <span className={styles.name}>
                  <b>{copy.itemId}</b> {names.title(copy)}
                  {hasManyStates ? ` · ${names.place(copy)}` : ''}
                </span>
                <span className={styles.status}>
                  <StatusOfCopy copy={copy} />
                </span>
                <span className={styles.due}>{[due.date, due.distance].filter((part) => part !== '').join(', ')}</span>
                <span className={styles.open}>{words.mine.open}</span>
              </summary>
              <UpdateForm copy={copy} />
            </details>
          </li>
        );
      })}
    </ul>
  );
}
