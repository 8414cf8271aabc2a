import { useAppWords } from '#client/app/app-words.ts';
import { formatInstant } from '#shared/kernel/time.ts';
import { roles } from '#shared/modules/people/permissions.ts';
import type { FindingActView, FindingDetail } from '#shared/modules/radar/schema.ts';
import styles from './Acts.module.css';
import { useConflictWords } from './api.ts';
import { useNames } from './Words.tsx';

/** What each office said, in which capacity and when, and what the rules did about it; newest first. */
export function Acts({ detail: { acts, foundAt } }: { detail: FindingDetail }) {
  const words = useConflictWords();
  return (
    <section className={styles.history} aria-labelledby="acts-title">
      <h2 id="acts-title">{words.history.title}</h2>
      {acts.length === 0 ? <p className={styles.quiet}>{words.history.none}</p> : null}
      <ol>
        {acts.toReversed().map((act) => (
          <Line key={`${act.at} ${act.bodyId ?? ''} ${act.act}`} act={act} />
        ))}
      </ol>
      {foundAt === null ? null : <p className={styles.quiet}>{words.history.found(formatInstant(foundAt))}</p>}
    </section>
  );
}

function Line({ act }: { act: FindingActView }) {
  const words = useConflictWords();
  const names = useNames();
  const roleWords = useAppWords().roles;
  const role = roles.find((each) => each === act.role);
  const isOfRules = act.bodyId === null;
  const by = isOfRules ? [words.history.rules] : [role === undefined ? '' : roleWords[role], names.body(act) ?? ''];
  const because = isOfRules ? (act.note === 'grew' ? 'grew' : 'returned') : undefined;
  return (
    <li className={styles.line}>
      <span className={styles.when}>{formatInstant(act.at)}</span>
      <div>
        <p>
          <b>{words.history.acts[act.act]}</b>{' '}
          <span className={styles.quiet}>
            {words.history.at(words.severities[act.outcome].toLocaleLowerCase('en'))}
          </span>
        </p>
        <p>{because === undefined ? act.note : words.history.because[because]}</p>
        <p className={styles.quiet}>{by.filter((part) => part !== '').join(', ')}</p>
      </div>
    </li>
  );
}
