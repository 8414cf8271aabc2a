import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import { clauseName } from '#shared/modules/radar/catalogue.ts';
import { assumedNames, missingNames, windowWords, wordOf } from '#shared/modules/radar/catalogue-words.ts';
import type { Finding } from '#shared/modules/radar/schema.ts';
import { useNames, useWhatIfWords } from './api.ts';
import styles from './FindingLists.module.css';

interface FindingWorkingProps {
  finding: Finding;
  label: string;
  nameOf: (exerciseId: string) => string;
}

/** How the rule came to it: clause, windows with their days, overlaps, what is missing. */
export function FindingWorking({ finding: { working }, label, nameOf }: FindingWorkingProps) {
  const words = useWhatIfWords();
  const { language } = useNames();
  const day = (value: string | null) => (value === null ? words.findings.unknown : formatDate(value));
  return (
    <details className={styles.working}>
      <summary aria-label={label}>{words.findings.working}</summary>
      <dl>
        <dt>{words.findings.clause}</dt>
        <dd>{clauseName(working.clause, language)}</dd>
        {working.overlaps.length === 0 ? null : (
          <>
            <dt>{words.findings.overlaps}</dt>
            {working.overlaps.map((overlap) => (
              <dd key={`${overlap.a} ${overlap.b} ${overlap.from}`}>
                {words.findings.overlap(
                  windowWords[overlap.a][language],
                  windowWords[overlap.b][language],
                  formatCount(overlap.days),
                )}
                , {words.findings.from(formatDate(overlap.from), formatDate(overlap.to))}
              </dd>
            ))}
          </>
        )}
        {working.windows.length === 0 ? null : (
          <>
            <dt>{words.findings.windows}</dt>
            {working.windows.map((window) => (
              <dd key={`${window.exerciseId ?? ''} ${window.name} ${window.from ?? ''}`}>
                {windowWords[window.name][language]}
                {window.exerciseId === null ? '' : ` (${nameOf(window.exerciseId)})`}:{' '}
                {words.findings.from(day(window.from), day(window.to))}
                {window.assumed.map((each) => `; ${wordOf(assumedNames, each, language)}`).join('')}
              </dd>
            ))}
          </>
        )}
        {working.missing.length === 0 ? null : (
          <>
            <dt>{words.findings.missing}</dt>
            {working.missing.map(({ exerciseId, what }) => (
              <dd key={`${exerciseId ?? ''} ${what}`}>
                {wordOf(missingNames, what, language)}
                {exerciseId === null ? '' : ` (${nameOf(exerciseId)})`}
              </dd>
            ))}
          </>
        )}
      </dl>
      {working.areaAssumed.includes('districts') ? <p>{words.findings.district}</p> : null}
    </details>
  );
}
