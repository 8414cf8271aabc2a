import { StatusMark } from '#client/ui/StatusMark.tsx';
import { formatChange, formatCount, parseCount } from '#shared/kernel/numbers.ts';
import type { EntryCell } from '#shared/modules/roll-health/checks.ts';
import { useForm, useRoomWords } from './FormContext.tsx';
import styles from './IdentityStrip.module.css';

/** The two sums that must equal the total, while they are typed. */
export function IdentityStrip() {
  const words = useRoomWords().strip;
  const { texts } = useForm();
  const count = (cell: EntryCell) => {
    const parsed = parseCount(texts[`cells.${cell}`] ?? '');
    return parsed.ok ? parsed.value : undefined;
  };
  const total = count('electorsTotal');
  const genders = sumOf([count('electorsMale'), count('electorsFemale'), count('electorsThird')]);
  const opening = sumOf([count('opening'), count('additions')]);
  const deletions = count('deletions');
  const rolled = opening === undefined || deletions === undefined ? undefined : opening - deletions;
  return (
    <section className={styles.strip} aria-labelledby="strip-title">
      <h2 id="strip-title">{words.title}</h2>
      <Identity name={words.genders} left={genders} total={total} />
      <Identity
        name={words.rollForward}
        left={rolled}
        total={total}
        isExplained={(texts['notes.V05'] ?? '').trim() !== ''}
      />
    </section>
  );
}

function Identity(props: { name: string; left: number | undefined; total: number | undefined; isExplained?: boolean }) {
  const { name, left, total, isExplained = false } = props;
  const words = useRoomWords().strip;
  const difference = left === undefined || total === undefined ? undefined : left - total;
  return (
    <div className={styles.identity}>
      <p className={styles.name}>{name}</p>
      <p className={styles.sums}>
        <span>{left === undefined ? '—' : formatCount(left)}</span>
        <span>
          {words.total} {total === undefined ? '—' : formatCount(total)}
        </span>
      </p>
      <p>
        {difference === undefined ? (
          <StatusMark kind="noFigure" word={words.incomplete} />
        ) : difference === 0 ? (
          <StatusMark kind="onTrack" word={words.fits} />
        ) : (
          <StatusMark kind={isExplained ? 'info' : 'actNow'} word={words.differs(formatChange(difference))} />
        )}
      </p>
    </div>
  );
}

function sumOf(counts: readonly (number | undefined)[]): number | undefined {
  return counts.reduce<number | undefined>(
    (sum, count) => (sum === undefined || count === undefined ? undefined : sum + count),
    0,
  );
}
