import { useAppWords } from '#client/app/app-words.ts';
import { formatDate } from '#shared/kernel/time.ts';
import { cellGroups } from './api.ts';
import styles from './EntryTable.module.css';
import { useForm, useRoomWords } from './FormContext.tsx';
import { NumberRow } from './NumberRow.tsx';

/** The twelve numbers in their groups. */
export function EntryTable() {
  const words = useRoomWords().entry;
  const { view, isEditable } = useForm();
  const bases: Readonly<Record<string, string>> = useAppWords().basis;
  const asOn = view.last?.asOn ?? null;
  return (
    <div className={styles.region}>
      {isEditable ? <p className={styles.hint}>{words.keys}</p> : null}
      {view.last === null ? <p className={styles.hint}>{words.noLast}</p> : null}
      <table className={styles.table}>
        <caption className="visually-hidden">{words.caption}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col" className={styles.end}>
              {words.columns.figure}
            </th>
            <th scope="col" className={styles.end}>
              {words.columns.last}
              {asOn === null ? null : <span className={styles.unit}>{words.lastOn(formatDate(asOn))}</span>}
            </th>
            <th scope="col" className={styles.end}>
              {words.columns.change}
            </th>
            {isEditable ? <th scope="col">{words.columns.state}</th> : null}
          </tr>
        </thead>
        {cellGroups.map(({ group, cells }) => (
          <tbody key={group}>
            <tr className={styles.group}>
              <th scope="rowgroup" colSpan={isEditable ? 5 : 4}>
                {words.groups[group]}
              </th>
            </tr>
            {cells.map((cell) => (
              <NumberRow key={cell} cell={cell} />
            ))}
          </tbody>
        ))}
      </table>
      {view.last === null ? null : (
        <details className={styles.source}>
          <summary>{words.lastSource}</summary>
          <p>{[view.last.source, bases[view.last.basis]].filter((part) => part !== undefined).join(' · ')}</p>
        </details>
      )}
    </div>
  );
}
