import { useQuery } from '@tanstack/react-query';
import { useSession } from '#client/app/session.ts';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { findingsQuery, pathOf, useConflictWords } from './api.ts';
import { FindingLines } from './FindingLines.tsx';
import styles from './StateConflicts.module.css';

const waits: ReadonlySet<string> = new Set(['open', 'reopened']);

/** Conflicts in which the reader's office has dates and which nobody has answered. */
export function DeskConflicts() {
  const words = useConflictWords();
  const bodyId = useSession()?.capacity.bodyId ?? '';
  const { data } = useQuery({ ...findingsQuery({ bodyId }), enabled: bodyId !== '' });
  if (data === undefined) return null;
  const waiting = data.findings.filter(({ status }) => waits.has(status));
  const title = waiting.length === 0 ? words.desk.none : words.desk.title(formatCount(waiting.length));
  return (
    <section className={styles.section} aria-labelledby="desk-conflicts-title">
      <h2 id="desk-conflicts-title">{title}</h2>
      <p className={styles.intro}>
        {waiting.length === 0 ? null : `${words.desk.intro} `}
        <PathLink to={pathOf({ bodyId })}>{words.desk.all}</PathLink>
      </p>
      {waiting.length === 0 ? null : (
        <FindingLines label={title} findings={waiting} exercises={data.exercises} isOfOneState />
      )}
    </section>
  );
}
