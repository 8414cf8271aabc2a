import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { readFailure, useFailureWords } from '#client/app/errors.ts';
import { useSession } from '#client/app/session.ts';
import { useTitle } from '#client/app/title.ts';
import { Button } from '#client/ui/Button.tsx';
import { ErrorFace, LoadingFace } from '#client/ui/Faces.tsx';
import { Choice } from '#client/ui/Field.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { clauses, readClauses } from '#shared/modules/actions/rules.ts';
import type { ActionCopyView, ActionView } from '#shared/modules/actions/schema.ts';
import styles from './ActionPage.module.css';
import { actionQuery } from './api.ts';
import { CopyTable } from './CopyTable.tsx';
import { History } from './History.tsx';
import { OwnCopies } from './OwnCopies.tsx';
import { StatusBar, StatusPatterns } from './StatusBar.tsx';
import { UpdateForm } from './UpdateForm.tsx';
import { dueInWords, useActionWords, useNames } from './Words.tsx';

/** So many own copies are listed; beyond, one is chosen. */
const mostListed = 6;

/** One item: what it asks, with which force and of whom, and where each body stands. */
export function ActionPage() {
  const words = useActionWords();
  const say = useFailureWords();
  const names = useNames();
  const { id = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(actionQuery(id));
  useTitle(data === undefined ? words.title : `${data.item.id} ${names.title(data.item)}`);

  if (data !== undefined) return <Item view={data} />;
  if (error === null) {
    return (
      <>
        <h1>{words.title}</h1>
        <LoadingFace>{words.loading}</LoadingFace>
      </>
    );
  }
  const isMissing = ['not_found', 'invalid'].includes(readFailure(error).code);
  return (
    <>
      <h1>{isMissing ? words.page.notFound : words.title}</h1>
      <ErrorFace
        title={isMissing ? words.page.notFound : words.failed}
        sentence={isMissing ? undefined : say(error)}
        actions={
          isMissing ? (
            <PathLink to="/actions">{words.page.back}</PathLink>
          ) : (
            <Button onClick={() => void refetch()}>{words.tryAgain}</Button>
          )
        }
      />
    </>
  );
}

function Item({ view }: { view: ActionView }) {
  const words = useActionWords();
  const names = useNames();
  const ownBodyId = useSession()?.capacity.bodyId;
  const { item, counts, copies, today, history } = view;
  const own = copies.filter(({ can }) => can.update);
  return (
    <>
      <p className={styles.back}>
        <PathLink to="/actions">{words.page.back}</PathLink>
      </p>
      <header className={styles.head}>
        <h1>
          {item.id} · {names.title(item)}
        </h1>
        <p className={styles.finding}>
          {words.page.finding(formatCount(counts.copies), formatCount(counts.byStatus.no_public_record ?? 0))}
        </p>
      </header>
      <StatusPatterns />
      <div className={styles.progress}>
        <StatusBar counts={counts} />
      </div>
      <div className={styles.columns}>
        <Clauses clause={item.clause} />
        <Facts view={view} />
      </div>
      {own.length === 0 ? null : (
        <section className={styles.section} aria-labelledby="own-title">
          <h2 id="own-title">{words.page.yours}</h2>
          {own.length <= mostListed ? <OwnCopies copies={own} today={today} /> : <ChosenCopy copies={own} />}
        </section>
      )}
      <section className={styles.section} aria-labelledby="bodies-title">
        <h2 id="bodies-title">{words.page.bodies}</h2>
        <CopyTable caption={words.page.caption} copies={copies} today={today} isOneItem ownBodyId={ownBodyId} />
      </section>
      <History history={history} copies={copies} />
    </>
  );
}

/** The clauses behind the item, each with its force: three only are joint resolutions. */
function Clauses({ clause }: { clause: string }) {
  const words = useActionWords();
  return (
    <section aria-label={words.byItem.clause}>
      {readClauses(clause).map((code) => (
        <div key={code} className={styles.clause}>
          <h2>{words.page.clause(code)}</h2>
          <p className={styles.text}>{words.clauses[code]}</p>
          <p className={styles.force}>{words.forces[clauses[code].force]}</p>
          <p className={styles.source} lang="en">
            {clauses[code].source}
          </p>
        </div>
      ))}
      <p className={styles.source}>{words.page.ownWords}</p>
    </section>
  );
}

function Facts({ view: { item, today } }: { view: ActionView }) {
  const words = useActionWords();
  const names = useNames();
  const due = dueInWords(words, item.dueOn, today);
  const dueParts = [due.date, due.distance, item.dueBasis === null ? '' : words.dueBasis[item.dueBasis]];
  const facts: readonly [string, string][] = [
    [words.page.origin, words.origin[item.origin]],
    [words.page.owner, names.owner(item)],
    [
      words.page.counterpart,
      names.pick(item.counterpartEn ?? '', item.counterpartHi ?? '') || words.page.noCounterpart,
    ],
    [words.page.due, dueParts.filter((part) => part !== '').join(' · ')],
    [words.page.fulfilledBy, names.pick(item.fulfilledByEn, item.fulfilledByHi)],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([term, fact]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Of many own copies, the one to speak of: chosen by State, in the address. */
function ChosenCopy({ copies }: { copies: readonly ActionCopyView[] }) {
  const words = useActionWords();
  const names = useNames();
  const navigate = useNavigate();
  const { copy: asked } = useSearch({ strict: false });
  const copy = copies.find(({ id }) => id === asked);
  return (
    <>
      <Choice
        label={words.page.choose}
        value={copy?.id ?? ''}
        options={[{ value: '', label: '—' }, ...copies.map((each) => ({ value: each.id, label: names.place(each) }))]}
        onChange={(event) =>
          void navigate({
            to: '.',
            search: event.target.value === '' ? {} : { copy: event.target.value },
            replace: true,
            resetScroll: false,
          })
        }
      />
      {copy === undefined ? null : <UpdateForm key={copy.id} copy={copy} />}
    </>
  );
}
