import { useAppWords } from '#client/app/app-words.ts';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate, formatInstant, istDay } from '#shared/kernel/time.ts';
import type { ActionCopyView, ActionUpdateView } from '#shared/modules/actions/schema.ts';
import { roles } from '#shared/modules/people/permissions.ts';
import styles from './History.module.css';
import { useActionWords, useNames } from './Words.tsx';

export interface HistoryProps {
  history: readonly ActionUpdateView[];
  copies: readonly ActionCopyView[];
}

/** What each office said, in which capacity and when; the search of public sources stands as one line at the end. */
export function History({ history, copies }: HistoryProps) {
  const words = useActionWords();
  const places = new Map(copies.map((copy) => [copy.id, copy]));
  const searched = history.filter(({ role, isSample }) => role === null && !isSample);
  const said = history.filter(({ role, isSample }) => role !== null || isSample);
  const [latest] = searched;
  return (
    <section className={styles.history} aria-labelledby="history-title">
      <h2 id="history-title">{words.page.history}</h2>
      {said.length === 0 ? <p className={styles.quiet}>{words.page.historyNone}</p> : null}
      <ol>
        {said.map((update) => (
          <Line key={update.id} update={update} copy={places.get(update.copyId)} />
        ))}
      </ol>
      {latest === undefined ? null : (
        <p className={styles.quiet}>
          {words.page.searched(formatCount(searched.length), formatDate(istDay(new Date(latest.at))))}
        </p>
      )}
    </section>
  );
}

function Line({ update, copy }: { update: ActionUpdateView; copy: ActionCopyView | undefined }) {
  const words = useActionWords();
  const names = useNames();
  const roleWords = useAppWords().roles;
  const role = roles.find((each) => each === update.role);
  const by = [
    role === undefined ? '' : roleWords[role],
    names.pick(update.bodyNameEn ?? '', update.bodyNameHi ?? ''),
  ].filter((part) => part !== '');
  return (
    <li className={styles.line} data-sample={update.isSample}>
      <span className={styles.when}>{formatInstant(update.at)}</span>
      <div>
        <p>
          <b>{copy === undefined ? update.copyId : names.place(copy)}</b> · {words.statuses[update.status]}
          {update.isSample ? (
            <>
              {' '}
              <SampleMark word={words.sample} hint={words.sampleHint} />
            </>
          ) : null}
        </p>
        {update.note === null ? null : <p>{update.note}</p>}
        {update.evidence === null ? null : (
          <p className={styles.quiet}>
            {words.page.evidence}: {update.evidence}
          </p>
        )}
        {by.length === 0 ? null : <p className={styles.quiet}>{by.join(', ')}</p>}
      </div>
    </li>
  );
}
