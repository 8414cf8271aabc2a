import { formatDate } from '#shared/kernel/time.ts';
import { cellGroups } from './api.ts';
import styles from './EntryTable.module.css';
import { useForm, useRoomWords } from './FormContext.tsx';
import { NumberRow } from './NumberRow.tsx';

/** The twelve numbers in their groups. */
export function EntryTable() {
  const words = useRoomWords().entry;
  const { view, isEditable } = useForm();
  const asOn = view.last?.asOn ?? null;
  return (
    <div className={styles.region}>
      <table className={styles.table}>
        <caption className={styles.caption}>
          {isEditable ? <p>{words.keys}</p> : null}
          <p>{view.last === null ? words.noLast : words.lastSource(view.last.source)}</p>
        </caption>
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
    </div>
  );
}
