import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { readFailure, useFailureWords } from '#client/app/errors.ts';
import { useSession } from '#client/app/session.ts';
import { useTitle } from '#client/app/title.ts';
import { LogisticsNav } from '#client/modules/logistics/LogisticsNav.tsx';
import { Button } from '#client/ui/Button.tsx';
import { EmptyFace, ErrorFace, LoadingFace } from '#client/ui/Faces.tsx';
import { Choice } from '#client/ui/Field.tsx';
import { Segmented } from '#client/ui/Segmented.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import type { LoanList, LoanView } from '#shared/modules/lending/schema.ts';
import { AskForm } from './AskForm.tsx';
import {
  hasEnded,
  inOrder,
  isLender,
  type LendingWords,
  type ListChoice,
  listPath,
  loanListViews,
  loansQuery,
  readChoice,
  useLendingWords,
} from './api.ts';
import styles from './Lending.module.css';
import { LoanTable } from './LoanTable.tsx';
import { PoolSection } from './PoolSection.tsx';
import { useNames } from './Words.tsx';

/** All loans within the reader's reach; for an SEC's maker the request, for the ECI the machines by day. */
export function RequestsPage() {
  const words = useLendingWords();
  const say = useFailureWords();
  const { data, error, refetch } = useQuery(loansQuery);
  useTitle(words.title);
  if (data !== undefined) return <Requests list={data} />;
  return (
    <>
      <LogisticsNav />
      <h1>{words.title}</h1>
      {error === null ? <LoadingFace>{words.loading}</LoadingFace> : null}
      {error !== null && readFailure(error).code === 'forbidden' ? <ErrorFace title={words.forbidden} /> : null}
      {error !== null && readFailure(error).code !== 'forbidden' ? (
        <ErrorFace
          title={words.failed}
          sentence={say(error)}
          actions={<Button onClick={() => void refetch()}>{words.tryAgain}</Button>}
        />
      ) : null}
    </>
  );
}

function Requests({ list: { loans, today } }: { list: LoanList }) {
  const words = useLendingWords();
  const choice = readChoice(useSearch({ strict: false }));
  const capacity = useSession()?.capacity;
  if (capacity === undefined) return null;
  const { bodyKind, bodyId, stateCodes, role } = capacity;
  const shown = inOrder(loans.filter((loan) => isChosen(loan, choice)));
  const samples = loans.filter(({ isSample }) => isSample).length;
  return (
    <>
      <LogisticsNav />
      <header className={styles.head}>
        <h1>{headline(words, loans)}</h1>
        <p className={styles.intro}>{words.intro[bodyKind]}</p>
        {samples === 0 ? null : <p className={styles.quiet}>{words.sampleCount(formatCount(samples))}</p>}
      </header>
      <Filters choice={choice} hasStates={bodyKind === 'eci'} loans={loans} />
      {shown.length === 0 ? (
        <EmptyFace title={words.empty}>{role === 'sec_maker' ? <p>{words.emptyAsk}</p> : null}</EmptyFace>
      ) : (
        <LoanTable loans={shown} />
      )}
      {role === 'sec_maker' ? <AskForm bodyId={bodyId} stateCodes={stateCodes} today={today} /> : null}
      {bodyKind === 'eci' ? <PoolSection choice={choice} today={today} canWrite={isLender(capacity)} /> : null}
    </>
  );
}

function Filters(props: { choice: ListChoice; hasStates: boolean; loans: readonly LoanView[] }) {
  const { choice, hasStates, loans } = props;
  const words = useLendingWords();
  const names = useNames();
  const navigate = useNavigate();
  const codes = [...new Set(loans.map(({ stateCode }) => stateCode))].toSorted((one, other) =>
    names.state(one).localeCompare(names.state(other)),
  );
  return (
    <div className={styles.filters}>
      <Segmented
        label={words.views.label}
        current={choice.view}
        segments={loanListViews.map((view) => ({
          key: view,
          label: words.views[view],
          to: listPath({ ...choice, view }),
        }))}
      />
      {hasStates && codes.length > 0 ? (
        <Choice
          label={words.state}
          value={choice.state ?? ''}
          options={[
            { value: '', label: words.allStates },
            ...codes.map((value) => ({ value, label: names.state(value) })),
          ]}
          onChange={({ target }) => {
            const state = target.value === '' ? undefined : target.value;
            void navigate({ href: listPath({ ...choice, state }), replace: true, resetScroll: false });
          }}
        />
      ) : null}
    </div>
  );
}

function isChosen({ status, stateCode }: LoanView, { view, state }: ListChoice): boolean {
  if (state !== undefined && stateCode !== state) return false;
  return view === 'all' || hasEnded(status) === (view === 'ended');
}

/** How many are open and how many late; those of the rehearsal are counted apart. */
function headline(words: LendingWords, loans: readonly LoanView[]): string {
  const real = loans.filter(({ isSample, status }) => !isSample && !hasEnded(status));
  if (real.length === 0) return words.headlineNone;
  const overdue = real.filter(({ overdueDays }) => overdueDays > 0).length;
  return words.headline(formatCount(real.length), formatCount(overdue));
}
