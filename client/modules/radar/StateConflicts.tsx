import { useQuery } from '@tanstack/react-query';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { findingsQuery, pathOf, useConflictWords } from './api.ts';
import { FindingLines } from './FindingLines.tsx';
import styles from './StateConflicts.module.css';

/** A State's own list, for its page: what is not past, and how many stand apart. */
export function StateConflicts({ stateCode, asOn }: { stateCode: string; asOn: string | undefined }) {
  const words = useConflictWords();
  const { data } = useQuery(findingsQuery({ stateCode, ...(asOn === undefined ? {} : { asOn }) }));
  if (data === undefined) return null;
  const { findings, past, drafts, unchecked, exercises } = data;
  const title = findings.length === 0 ? words.ofState.none : words.ofState.title(formatCount(findings.length));
  const cases = unchecked.reduce((total, { ids }) => total + ids.length, 0);
  return (
    <section className={styles.section} aria-labelledby="conflicts-title">
      <h2 id="conflicts-title">{title}</h2>
      <p className={styles.intro}>
        {words.ofState.apart(formatCount(past.length), formatCount(drafts.length), formatCount(cases))}{' '}
        <PathLink to={pathOf({ stateCode })}>{words.ofState.all}</PathLink>
      </p>
      {findings.length === 0 ? null : (
        <FindingLines label={title} findings={findings} exercises={exercises} isOfOneState />
      )}
    </section>
  );
}
