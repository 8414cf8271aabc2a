import { Button } from '#client/ui/Button.tsx';
import { StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { type CellName, readCellKey } from '#shared/modules/logistics/rules-entry.ts';
import styles from './Mend.module.css';
import type { Draft } from './ReturnDraft.tsx';
import { faultSentence, readable, type useNames, useReturnWords } from './Words.tsx';

const mostShown = 20;

interface MendProps {
  draft: Draft;
  names: ReturnType<typeof useNames>;
  onGo: (cell: CellName) => void;
}

/** Every cell that cannot be saved as it is, by name, and every one that somebody else wrote meanwhile. */
export function Mend({ draft, names, onGo }: MendProps) {
  const words = useReturnWords();
  const faults = [...draft.faults].flatMap(([key, fault]) => {
    const cell = readCellKey(key);
    return cell === null ? [] : [{ key, cell, fault }];
  });
  return (
    <>
      <Conflicts draft={draft} names={names} onGo={onGo} />
      {faults.length === 0 ? null : (
        <section className={styles.section} aria-labelledby="mend-title">
          <h2 id="mend-title">
            <StatusMark kind="actNow" word={words.mend.title(formatCount(faults.length))} />
          </h2>
          <ul className={styles.list}>
            {faults.slice(0, mostShown).map(({ key, cell, fault }) => (
              <li key={key}>
                <Button look="quiet" onClick={() => onGo(cell)}>
                  {names.cellName(cell)}
                </Button>
                <span>{faultSentence(words, fault)}</span>
              </li>
            ))}
          </ul>
          {faults.length > mostShown ? <p>{words.mend.more(formatCount(faults.length - mostShown))}</p> : null}
        </section>
      )}
    </>
  );
}

function Conflicts({ draft, names, onGo }: MendProps) {
  const { conflicts: words, beside } = useReturnWords();
  const { keeping, settle } = draft;
  const found = Object.entries(draft.conflicts).flatMap(([key, theirs]) => {
    const cell = readCellKey(key);
    return cell === null ? [] : [{ key, cell, theirs, mine: keeping.cells[key]?.text ?? '' }];
  });
  if (found.length === 0) return null;
  const keys = found.map(({ key }) => key);
  const said = (text: string, { figure }: CellName) =>
    text.trim() === '' ? beside.blank : readable(text, figure === 'requiredReason');
  return (
    <section className={styles.section} aria-labelledby="conflicts-title">
      <h2 id="conflicts-title">
        <StatusMark kind="attention" word={words.title(formatCount(found.length))} />
      </h2>
      <ul className={styles.list}>
        {found.slice(0, mostShown).map(({ key, cell, theirs, mine }) => (
          <li key={key}>
            <Button look="quiet" onClick={() => onGo(cell)}>
              {names.cellName(cell)}
            </Button>
            <span>{words.both(said(theirs, cell), said(mine, cell))}</span>
            <span className={styles.choices}>
              <Button onClick={() => settle([key], 'mine')}>{words.mine}</Button>
              <Button onClick={() => settle([key], 'theirs')}>{words.theirs}</Button>
            </span>
          </li>
        ))}
      </ul>
      {found.length > 1 ? (
        <p className={styles.choices}>
          <Button onClick={() => settle(keys, 'mine')}>{words.allMine}</Button>
          <Button onClick={() => settle(keys, 'theirs')}>{words.allTheirs}</Button>
        </p>
      ) : null}
    </section>
  );
}
