import { useLanguage } from '#client/app/language.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { StatusShape } from '#client/ui/StatusMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import type { StateFindings } from '#shared/modules/radar/schema.ts';
import { states } from '#shared/modules/states/directory.ts';
import { pathOf, useConflictWords } from './api.ts';
import styles from './StateCounts.module.css';

/** How many critical and high conflicts each State has: alphabetically, as links to its list. */
export function StateCounts({ byState, chosen }: { byState: readonly StateFindings[]; chosen: string | undefined }) {
  const words = useConflictWords();
  const language = useLanguage();
  const counts = new Map(byState.map((count) => [count.stateCode, count]));
  const shown = states.flatMap((state) => {
    const count = counts.get(state.code);
    return count === undefined || count.critical + count.high === 0 ? [] : [{ ...state, count }];
  });
  return (
    <section className={styles.section} aria-labelledby="by-state-title">
      <h2 id="by-state-title">{words.byState}</h2>
      <p className={styles.hint}>{shown.length === 0 ? words.byStateNone : words.byStateHint}</p>
      <ul className={styles.list}>
        {shown.map(({ code, nameEn, nameHi, count }) => (
          <li key={code} data-chosen={code === chosen}>
            <PathLink to={pathOf({ stateCode: code })} isSwitch>
              {language === 'hi' ? nameHi : nameEn}
            </PathLink>{' '}
            <span className={styles.counts} aria-hidden="true">
              {count.critical === 0 ? null : (
                <>
                  <StatusShape kind="actNow" /> {formatCount(count.critical)}
                </>
              )}{' '}
              {count.high === 0 ? null : (
                <>
                  <StatusShape kind="attention" /> {formatCount(count.high)}
                </>
              )}
            </span>
            <span className="visually-hidden">
              {words.counts(formatCount(count.critical), formatCount(count.high))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
