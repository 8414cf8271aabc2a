import { formatCount } from '#shared/kernel/numbers.ts';
import type { ActionCounts, ActionStatus } from '#shared/modules/actions/schema.ts';
import styles from './StatusBar.module.css';
import { useActionWords } from './Words.tsx';

/** From what is done to what is not known. */
const order: readonly ActionStatus[] = [
  'accepted',
  'submitted',
  'in_progress',
  'awaiting_other',
  'returned',
  'not_started',
  'declined',
  'not_applicable',
  'no_public_record',
];

/** The patterns of all bars of a page; drawn once, seen nowhere by itself. */
export function StatusPatterns() {
  return (
    <svg className={styles.patterns} width="0" height="0" aria-hidden="true">
      <defs>
        <pattern id="action-awaiting_other" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect className={styles.sand} width="6" height="6" />
          <path className={styles.stroke} d="M-1 7 7-1" />
        </pattern>
        <pattern id="action-returned" width="5" height="5" patternUnits="userSpaceOnUse">
          <rect className={styles.sand} width="5" height="5" />
          <circle className={styles.dot} cx="2.5" cy="2.5" r="1.1" />
        </pattern>
        <pattern id="action-declined" width="6" height="6" patternUnits="userSpaceOnUse">
          <path className={styles.stroke} d="M-1 7 7-1M-1-1 7 7" />
        </pattern>
        <pattern id="action-no_public_record" width="5" height="5" patternUnits="userSpaceOnUse">
          <path className={styles.faint} d="M-1 6 6-1" />
        </pattern>
      </defs>
    </svg>
  );
}

/** Progress of an item as one bar in parts, each with its pattern, its word and its number; a rehearsal's stands below. */
export function StatusBar({ counts }: { counts: ActionCounts }) {
  const words = useActionWords();
  const hasSample = Object.keys(counts.sampleByStatus).length > 0;
  return (
    <div className={styles.progress}>
      <Bar byStatus={counts.byStatus} total={counts.copies} isSample={false} />
      <ul className={styles.key}>
        {order.flatMap((status) => {
          const count = counts.byStatus[status] ?? 0;
          if (count === 0) return [];
          return [
            <li key={status}>
              <svg width="10" height="10" aria-hidden="true">
                <Part status={status} x="0" width="10" height={10} />
              </svg>{' '}
              {`${formatCount(count)} ${words.statuses[status].toLocaleLowerCase('en')}`}
            </li>,
          ];
        })}
      </ul>
      {hasSample ? (
        <div className={styles.sample}>
          <Bar byStatus={counts.sampleByStatus} total={counts.copies} isSample />
          <p>
            {`${words.sample}: ${order
              .filter((status) => (counts.sampleByStatus[status] ?? 0) > 0)
              .map(
                (status) =>
                  `${formatCount(counts.sampleByStatus[status] ?? 0)} ${words.statuses[status].toLocaleLowerCase('en')}`,
              )
              .join(', ')}`}
          </p>
        </div>
      ) : null}
    </div>
  );
}

function Bar({ byStatus, total, isSample }: { byStatus: ActionCounts['byStatus']; total: number; isSample: boolean }) {
  const shown = order.filter((status) => (byStatus[status] ?? 0) > 0);
  const before = (index: number) => shown.slice(0, index).reduce((sum, status) => sum + (byStatus[status] ?? 0), 0);
  return (
    <svg className={styles.bar} data-sample={isSample} width="100%" height={isSample ? 8 : 14} aria-hidden="true">
      {shown.map((status, index) => (
        <Part
          key={status}
          status={status}
          x={`${(before(index) / total) * 100}%`}
          width={`${((byStatus[status] ?? 0) / total) * 100}%`}
          height={isSample ? 8 : 14}
        />
      ))}
    </svg>
  );
}

const patterned: ReadonlySet<ActionStatus> = new Set(['awaiting_other', 'returned', 'declined', 'no_public_record']);

function Part({ status, x, width, height }: { status: ActionStatus; x: string; width: string; height: number }) {
  return (
    <rect
      className={styles.part}
      data-status={status}
      x={x}
      width={width}
      height={height}
      {...(patterned.has(status) ? { fill: `url(#action-${status})` } : {})}
    />
  );
}
