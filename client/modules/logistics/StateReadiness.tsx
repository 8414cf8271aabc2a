import { useQuery } from '@tanstack/react-query';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { boardPath, boardQuery, useLogisticsWords } from './api.ts';
import styles from './Logistics.module.css';
import { ReadinessTable } from './ReadinessTable.tsx';

/** A State's exercises ahead with their themes and worst critical items, for its page; rehearsals are marked and not counted. */
export function StateReadiness({ stateCode, asOn }: { stateCode: string; asOn: string | undefined }) {
  const words = useLogisticsWords();
  const { data } = useQuery(boardQuery(asOn, stateCode));
  if (data === undefined) return null;
  const real = data.rows.filter(({ exercise }) => !exercise.isSample).length;
  return (
    <section className={styles.section} aria-labelledby="readiness-title">
      <h2 id="readiness-title">{real === 0 ? words.ofState.none : words.ofState.title(formatCount(real))}</h2>
      <p className={styles.intro}>
        <PathLink to={boardPath({ state: stateCode, body: undefined })}>{words.ofState.all}</PathLink>
      </p>
      {data.rows.length === 0 ? null : (
        <ReadinessTable caption={words.ofState.caption} rows={data.rows} today={data.today} isOfOneState />
      )}
    </section>
  );
}
