import { useLanguage } from '#client/app/language.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import type { FindingDetail, SuggestionView } from '#shared/modules/radar/schema.ts';
import { findingPath, useConflictWords } from './api.ts';
import styles from './Suggestion.module.css';
import { useNames } from './Words.tsx';

/** The earliest day that would do, with the reason for each day refused; or that there is none. */
export function Suggestion({ detail }: { detail: FindingDetail }) {
  const words = useConflictWords();
  const language = useLanguage();
  const { suggestion } = detail;
  if (suggestion === null) return null;
  const exercise = detail.exercises.find(({ id }) => id === suggestion.exerciseId);
  const name = (language === 'hi' ? exercise?.nameHi : null) ?? exercise?.nameEn ?? suggestion.exerciseId;
  return (
    <section className={styles.section} aria-labelledby="suggestion-title">
      <h2 id="suggestion-title">{words.suggestion.title}</h2>
      <p className={styles.day}>{sentence()}</p>
      <p className={styles.quiet}>{words.suggestion.note}</p>
      {suggestion.refused.length === 0 ? null : (
        <>
          <h3>{suggestion.kind === 'day' ? words.suggestion.why : words.suggestion.whyNone}</h3>
          <ul>
            {suggestion.refused.map(({ from, to, because }) => (
              <li key={from} className={styles.refused}>
                <span>
                  {from === to ? formatDate(from) : words.suggestion.refused(formatDate(from), formatDate(to))}
                </span>
                <Obstacles obstacles={because} />
              </li>
            ))}
          </ul>
        </>
      )}
      {suggestion.kind === 'none' || suggestion.unchecked.length === 0 ? null : (
        <div className={styles.quiet}>
          {words.suggestion.unchecked} <Obstacles obstacles={suggestion.unchecked} />
        </div>
      )}
    </section>
  );

  function sentence(): string {
    if (suggestion === null) return '';
    const days = formatCount(suggestion.days);
    if (suggestion.kind === 'none') return words.suggestion.none(name, formatDate(suggestion.planned), days);
    return suggestion.days === 0
      ? words.suggestion.same(name, formatDate(suggestion.day))
      : words.suggestion.day(name, formatDate(suggestion.day), days);
  }
}

/** What stands in the way, as links to the findings themselves. */
function Obstacles({ obstacles }: { obstacles: SuggestionView['refused'][number]['because'] }) {
  const words = useConflictWords();
  const names = useNames();
  return (
    <span>
      {obstacles.map(({ id, rule, outcome }, index) => (
        <span key={id}>
          {index === 0 ? null : '; '}
          <PathLink to={findingPath(id)}>
            {rule} {names.rule(rule)}
          </PathLink>{' '}
          ({words.severities[outcome]})
        </span>
      ))}
    </span>
  );
}
