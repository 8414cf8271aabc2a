import { useLanguage } from '#client/app/language.tsx';
import { wordFor } from '#client/app/word-for.ts';
import { type Column, DataTable } from '#client/ui/DataTable.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate, isIsoDate } from '#shared/kernel/time.ts';
import { clauseName } from '#shared/modules/radar/catalogue.ts';
import { assumedNames, windowWords, wordOf } from '#shared/modules/radar/catalogue-words.ts';
import type {
  FindingDetail,
  FindingExercise,
  Overlap,
  UsedMilestone,
  UsedWindow,
} from '#shared/modules/radar/schema.ts';
import { useConflictWords } from './api.ts';
import { spanInWords, WindowBars } from './WindowBars.tsx';
import { areaInWords, ExerciseName, useMissingWords, useNames } from './Words.tsx';
import styles from './Working.module.css';

/** Everything needed to redo the finding by hand: clause, windows, the sum of days, dates with sources, what is missing. */
export function Working({ detail }: { detail: FindingDetail }) {
  const words = useConflictWords();
  const language = useLanguage();
  const { working } = detail;
  return (
    <section className={styles.section} aria-labelledby="working-title">
      <h2 id="working-title">{words.working.title}</h2>
      <dl className={styles.facts}>
        <div>
          <dt>{words.working.clause}</dt>
          <dd>{clauseName(working.clause, language)}</dd>
        </div>
        <div>
          <dt>{words.working.meets}</dt>
          <dd>
            <Sums detail={detail} />
          </dd>
        </div>
        <div>
          <dt>{words.working.area}</dt>
          <dd>
            <AreaWords detail={detail} />
          </dd>
        </div>
        <Figures detail={detail} />
        <div>
          <dt>{words.working.missing}</dt>
          <dd>
            <MissingWords detail={detail} />
          </dd>
        </div>
      </dl>
      <h3>{words.working.windows}</h3>
      <WindowBars detail={detail} />
      <WindowTable detail={detail} />
      <h3>{words.working.dates}</h3>
      <DateTable detail={detail} />
    </section>
  );
}

/** Each overlap as a sum that can be done on paper. */
function Sums({ detail }: { detail: FindingDetail }) {
  const words = useConflictWords();
  const language = useLanguage();
  const { overlaps, windows } = detail.working;
  if (overlaps.length === 0) return words.working.noOverlap;
  return (
    <ul className={styles.sums}>
      {overlaps.map((overlap) => (
        <li key={`${overlap.a} ${overlap.b} ${overlap.from} ${overlap.to}`}>
          <span>{words.working.overlap(windowWords[overlap.a][language], windowWords[overlap.b][language])}:</span>{' '}
          <span className={styles.sum}>{sumOf(overlap, windows)}</span>
        </li>
      ))}
    </ul>
  );

  function sumOf(overlap: Overlap, used: readonly UsedWindow[]): string {
    const [a, b] = pairOf(overlap, used);
    const day = (value: string | null | undefined) => (value == null ? words.working.openEnd : formatDate(value));
    return words.working.sum(
      `${day(a?.to)}, ${day(b?.to)}`,
      `${day(a?.from)}, ${day(b?.from)}`,
      formatDate(overlap.to),
      formatDate(overlap.from),
      formatCount(overlap.days),
    );
  }
}

/** The two windows that share these days: the names say which, the days tell apart those of the same name. */
function pairOf(overlap: Overlap, used: readonly UsedWindow[]): [UsedWindow | undefined, UsedWindow | undefined] {
  const holds = ({ from, to }: UsedWindow) =>
    (from === null || from <= overlap.from) && (to === null || to >= overlap.to);
  const a = used.find((window) => window.name === overlap.a && holds(window));
  const b = used.find((window) => window !== a && window.name === overlap.b && holds(window));
  return [a, b];
}

function AreaWords({ detail }: { detail: FindingDetail }) {
  const words = useConflictWords();
  const names = useNames();
  const { districts, areaClass, areaAssumed } = detail.working;
  const listed = districts?.map((code) => {
    const name = detail.districtNames[code];
    return name?.en == null ? code : names.pick(name.en, name.hi);
  });
  const assumed = areaAssumed.map((each) => wordFor(words.working.areaAssumed, each));
  return (
    <>
      {names.state(detail.finding.stateCode)}, {areaInWords(words, { districts, areaClass })}
      {listed === undefined ? null : `: ${listed.join(', ')}`}
      {assumed.length === 0 ? null : <span className={styles.quiet}> ({assumed.join('; ')})</span>}
    </>
  );
}

/** The counts and days of the sentence. */
function Figures({ detail }: { detail: FindingDetail }) {
  const words = useConflictWords();
  const facts = Object.entries(detail.working.facts).filter(
    ([, value]) => typeof value === 'number' || (typeof value === 'string' && isIsoDate(value)),
  );
  if (facts.length === 0) return null;
  return (
    <div>
      <dt>{words.working.facts}</dt>
      <dd>
        <ul className={styles.sums}>
          {facts.map(([name, value]) => (
            <li key={name}>
              <span className={styles.quiet}>{wordFor(words.factNames, name)}:</span> {figure(value)}
            </li>
          ))}
        </ul>
      </dd>
    </div>
  );
}

function figure(value: string | number | null): string {
  if (typeof value === 'number') return formatCount(value);
  return value !== null && isIsoDate(value) ? formatDate(value) : (value ?? '');
}

function MissingWords({ detail }: { detail: FindingDetail }) {
  const words = useConflictWords();
  const say = useMissingWords();
  const exercises = new Map(detail.exercises.map((exercise) => [exercise.id, exercise]));
  const { missing } = detail.working;
  if (missing.length === 0) return words.working.noneMissing;
  return (
    <ul className={styles.sums}>
      {missing.map(({ exerciseId, what }) => {
        const exercise = exerciseId === null ? undefined : exercises.get(exerciseId);
        return (
          <li key={`${exerciseId ?? ''} ${what}`}>
            {say(what)}
            {exercise === undefined ? null : (
              <span className={styles.quiet}>
                {' '}
                (<ExerciseName exercise={exercise} />)
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** The reference window that stands behind a window which is no exercise's. */
function referenceOf(name: UsedWindow['name']): string[] {
  if (name === 'CENSUS') return ['censusCount'];
  return name === 'BOUNDARY' ? ['boundaryFreeze'] : [];
}

interface WindowRow extends UsedWindow {
  place: number;
}

function WindowTable({ detail }: { detail: FindingDetail }) {
  const words = useConflictWords();
  const language = useLanguage();
  const names = useNames();
  const exercises = new Map(detail.exercises.map((exercise) => [exercise.id, exercise]));
  const milestones = new Map(detail.milestones.map((milestone) => [milestone.id, milestone]));
  const columns: Column<WindowRow>[] = [
    {
      id: 'window',
      header: words.working.window,
      isRowHeader: true,
      cell: ({ name }) => (
        <span className={styles.window}>
          {windowWords[name][language]} <small>{name}</small>
        </span>
      ),
    },
    {
      id: 'exercise',
      header: words.working.exercise,
      cell: ({ exerciseId }) => <Whose exercise={exerciseId === null ? undefined : exercises.get(exerciseId)} />,
    },
    {
      id: 'days',
      header: words.working.days,
      cell: (row) => <span className={styles.days}>{spanInWords(row, words.working.open)}</span>,
    },
    {
      id: 'made',
      header: words.working.made,
      cell: (row) =>
        row.milestones
          .flatMap((id) => milestones.get(id) ?? [])
          .map(({ milestone }) => names.milestone(milestone))
          .join(', ') || '–',
    },
    {
      id: 'assumed',
      header: words.working.assumed,
      cell: ({ assumed }) => assumed.map((each) => wordOf(assumedNames, each, language)).join('; ') || '–',
    },
  ];
  return (
    <DataTable
      caption={words.working.windowsCaption}
      columns={columns}
      rows={detail.working.windows.map((window, place) => ({ ...window, place }))}
      rowKey={({ place }) => String(place)}
    />
  );
}

function Whose({ exercise }: { exercise: FindingExercise | undefined }) {
  const words = useConflictWords();
  return (
    <span className={styles.whose}>
      {exercise === undefined ? (
        words.working.reference
      ) : (
        <>
          <ExerciseName exercise={exercise} /> <small>{words.bodyKinds[exercise.bodyKind]}</small>
        </>
      )}
    </span>
  );
}

function DateTable({ detail }: { detail: FindingDetail }) {
  const words = useConflictWords();
  const names = useNames();
  const exercises = new Map(detail.exercises.map((exercise) => [exercise.id, exercise]));
  const used = new Set(
    detail.working.windows.flatMap(({ exerciseId, name }) => (exerciseId === null ? referenceOf(name) : [])),
  );
  const columns: Column<UsedMilestone>[] = [
    {
      id: 'milestone',
      header: words.working.milestone,
      isRowHeader: true,
      cell: ({ milestone }) => names.milestone(milestone),
    },
    {
      id: 'exercise',
      header: words.working.exercise,
      cell: ({ exerciseId }) => <Whose exercise={exercises.get(exerciseId)} />,
    },
    {
      id: 'days',
      header: words.working.days,
      cell: ({ startDate, endDate }) => (
        <span className={styles.days}>
          {startDate !== null && startDate === endDate
            ? formatDate(startDate)
            : spanInWords({ from: startDate, to: endDate }, words.working.open)}
        </span>
      ),
    },
    {
      id: 'source',
      header: words.working.source,
      cell: ({ source, confidence, note }) => (
        <span className={styles.source}>
          {wordFor(words.confidence, confidence)}
          {source === null ? `; ${words.working.noSource}` : null}
          {source === null ? null : <span lang="en">: {source}</span>}
          {note === null ? null : <span lang="en"> ({note})</span>}
        </span>
      ),
    },
  ];
  return (
    <>
      <DataTable
        caption={words.working.datesCaption}
        columns={columns}
        rows={detail.milestones}
        rowKey={({ id }) => id}
        empty="–"
      />
      {used.size > 0 ? (
        <ul className={styles.reference}>
          {detail.reference
            .filter(({ id }) => used.has(id))
            .map(({ id, start, end, source }) => (
              <li key={id}>
                {wordFor(words.references, id)}: {spanInWords({ from: start, to: end }, words.working.open)}.{' '}
                <span lang="en">{source}</span>
              </li>
            ))}
        </ul>
      ) : null}
    </>
  );
}
