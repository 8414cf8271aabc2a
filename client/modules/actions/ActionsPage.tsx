import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useFailureWords } from '#client/app/errors.ts';
import { useSession } from '#client/app/session.ts';
import { useTitle } from '#client/app/title.ts';
import { Button } from '#client/ui/Button.tsx';
import { EmptyFace, ErrorFace, LoadingFace } from '#client/ui/Faces.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import { isOverdue } from '#shared/modules/actions/rules.ts';
import {
  type ActionCopyView,
  type ActionsOverview,
  buckets,
  type ListActions,
} from '#shared/modules/actions/schema.ts';
import styles from './ActionsPage.module.css';
import { actionListQuery, actionsOverviewQuery, readFilter } from './api.ts';
import { Buckets } from './Buckets.tsx';
import { CopyTable } from './CopyTable.tsx';
import { Filters } from './Filters.tsx';
import { ItemTable, UnrecordedItems } from './ItemTable.tsx';
import { OwnCopies } from './OwnCopies.tsx';
import { useActionWords, useNames } from './Words.tsx';

/** The items of the declaration: how many are late, by age; what nobody has a record of; each body's own progress. */
export function ActionsPage() {
  const words = useActionWords();
  const say = useFailureWords();
  const filter = readFilter(useSearch({ strict: false }));
  const hasChosen = Object.keys(filter).length > 0;
  const { data, error, refetch } = useQuery(actionsOverviewQuery);
  useTitle(words.title);

  if (data === undefined) {
    return (
      <>
        <h1>{words.title}</h1>
        {error === null ? (
          <LoadingFace>{words.loading}</LoadingFace>
        ) : (
          <ErrorFace
            title={words.failed}
            sentence={say(error)}
            actions={<Button onClick={() => void refetch()}>{words.tryAgain}</Button>}
          />
        )}
      </>
    );
  }
  return (
    <>
      <Headline overview={data} />
      <Buckets total={data.total} chosen={filter.bucket} />
      <Filters items={data.items} filter={filter} />
      {hasChosen ? <Chosen filter={filter} /> : <Overview overview={data} />}
    </>
  );
}

function Headline({ overview }: { overview: ActionsOverview }) {
  const words = useActionWords();
  const names = useNames();
  const { total, conference, items } = overview;
  const overdue = formatCount(countOverdue(total.byBucket));
  const hasSample = Object.keys(total.sampleByStatus).length > 0;
  return (
    <header className={styles.headline}>
      <h1>
        {total.pastNoRecord === 0
          ? words.headlineOnTime(overdue)
          : words.headline(formatCount(total.pastNoRecord), overdue)}
      </h1>
      <p className={styles.facts}>
        <span>{words.facts(formatCount(items.length), formatCount(total.copies))}</span>
        {conference === null ? null : (
          <span>{words.from(names.pick(conference.nameEn, conference.nameHi), formatDate(conference.heldOn))}</span>
        )}
        <span>{words.asOn(formatDate(overview.today))}</span>
      </p>
      <p className={styles.intro}>{words.intro}</p>
      {hasSample ? (
        <p className={styles.intro}>
          <SampleMark word={words.sample} hint={words.sampleHint} /> {words.sampleNote}
        </p>
      ) : null}
    </header>
  );
}

function Overview({ overview }: { overview: ActionsOverview }) {
  return (
    <>
      <Mine />
      <Overdue overview={overview} />
      <UnrecordedItems overview={overview} />
      <ItemTable overview={overview} />
    </>
  );
}

/** The reader's own items first: offices of a State keep a few, the ECI's stand with their items. */
function Mine() {
  const words = useActionWords();
  const capacity = useSession()?.capacity;
  const isOffice = capacity !== undefined && capacity.bodyKind !== 'eci';
  const { data } = useQuery({ ...actionListQuery({ bodyId: capacity?.bodyId ?? 'ECI' }), enabled: isOffice });
  const own = data?.copies.filter(({ can }) => can.update) ?? [];
  if (!isOffice || data === undefined || own.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="mine-title">
      <h2 id="mine-title">{words.mine.title(formatCount(own.length))}</h2>
      <p className={styles.intro}>{words.mine.intro}</p>
      <OwnCopies copies={own} today={data.today} />
    </section>
  );
}

function Overdue({ overview }: { overview: ActionsOverview }) {
  const words = useActionWords();
  const capacity = useSession()?.capacity;
  const count = countOverdue(overview.total.byBucket);
  const isAny = count + countOverdue(overview.total.sampleByBucket) > 0;
  const { data } = useQuery({ ...actionListQuery({ bucket: 'overdue' }), enabled: isAny });
  return (
    <section className={styles.section} aria-labelledby="overdue-title">
      <h2 id="overdue-title">{words.overdue.title(formatCount(count))}</h2>
      {count === 0 ? <p className={styles.intro}>{words.overdue.none}</p> : null}
      {data === undefined || !isAny || data.copies.length === 0 ? null : (
        <CopyTable
          caption={words.page.caption}
          copies={lateFirst(data.copies)}
          today={data.today}
          ownBodyId={capacity?.bodyId}
        />
      )}
    </section>
  );
}

function Chosen({ filter }: { filter: ListActions }) {
  const words = useActionWords();
  const say = useFailureWords();
  const capacity = useSession()?.capacity;
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...actionListQuery(filter),
    placeholderData: keepPreviousData,
  });
  if (data === undefined) {
    return error === null ? (
      <LoadingFace>{words.loading}</LoadingFace>
    ) : (
      <ErrorFace
        title={words.failed}
        sentence={say(error)}
        actions={<Button onClick={() => void refetch()}>{words.tryAgain}</Button>}
      />
    );
  }
  const title = words.chosen(formatCount(data.copies.length));
  return (
    <section className={styles.section} aria-labelledby="chosen-title" aria-busy={isPlaceholderData}>
      <h2 id="chosen-title">{title}</h2>
      {data.copies.length === 0 ? (
        <EmptyFace title={words.empty.title}>
          <p>{words.empty.sentence}</p>
          <PathLink to="/actions">{words.clear}</PathLink>
        </EmptyFace>
      ) : (
        <CopyTable caption={words.page.caption} copies={data.copies} today={data.today} ownBodyId={capacity?.bodyId} />
      )}
    </section>
  );
}

/** What is late in the record first, longest past; a rehearsal's after it. */
function lateFirst(copies: readonly ActionCopyView[]): ActionCopyView[] {
  const weight = ({ bucket, daysPast }: ActionCopyView) => (isOverdue(bucket) ? 1e6 : 0) + (daysPast ?? 0);
  return copies.toSorted((a, b) => weight(b) - weight(a));
}

function countOverdue(byBucket: ActionsOverview['total']['byBucket']): number {
  return buckets.filter(isOverdue).reduce((sum, bucket) => sum + (byBucket[bucket] ?? 0), 0);
}
