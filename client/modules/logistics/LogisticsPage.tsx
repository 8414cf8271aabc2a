import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useFailureWords } from '#client/app/errors.ts';
import { useTitle } from '#client/app/title.ts';
import { Button } from '#client/ui/Button.tsx';
import { EmptyFace, ErrorFace, LoadingFace } from '#client/ui/Faces.tsx';
import { Choice } from '#client/ui/Field.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import type { Board } from '#shared/modules/logistics/schema.ts';
import { states } from '#shared/modules/states/directory.ts';
import { type BoardChoice, boardPath, boardQuery, readChoice, useLogisticsWords } from './api.ts';
import styles from './Logistics.module.css';
import { LogisticsNav } from './LogisticsNav.tsx';
import { PastDay } from './PastDay.tsx';
import { type BoardRow, ReadinessTable, SilentTable } from './ReadinessTable.tsx';
import { useNames } from './Words.tsx';

/** Every exercise ahead by State and theme: how ready, what is worst, and by when; rehearsals apart. */
export function LogisticsPage() {
  const words = useLogisticsWords();
  const say = useFailureWords();
  const search = useSearch({ strict: false });
  const choice = readChoice(search);
  const { data, error, refetch } = useQuery({ ...boardQuery(search.asOn), placeholderData: keepPreviousData });
  useTitle(words.title);
  if (data === undefined) {
    return (
      <>
        <LogisticsNav />
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
  const chosen = inOrder(data.rows).filter(
    ({ exercise }) =>
      (choice.state === undefined || exercise.stateCode === choice.state) &&
      (choice.body === undefined || exercise.bodyKind === choice.body),
  );
  const real = chosen.filter(({ exercise }) => !exercise.isSample);
  const samples = chosen.filter(({ exercise }) => exercise.isSample);
  return (
    <>
      <LogisticsNav />
      <Headline board={data} />
      <PastDay asOn={search.asOn} />
      <Filters choice={choice} />
      <Listed rows={real} today={data.today} />
      {samples.length === 0 ? null : <Samples rows={samples} today={data.today} />}
    </>
  );
}

/** States by name, then by the first poll; what has no poll day yet comes last in its State. */
function inOrder(rows: Board['rows']): Board['rows'] {
  const place = new Map<string, number>(states.map(({ code }, index) => [code, index]));
  const poll = ({ exercise }: BoardRow) => exercise.anchors.poll ?? '9999';
  return rows.toSorted(
    (a, b) =>
      (place.get(a.exercise.stateCode) ?? 0) - (place.get(b.exercise.stateCode) ?? 0) ||
      poll(a).localeCompare(poll(b)) ||
      a.exercise.id.localeCompare(b.exercise.id),
  );
}

/** Of the real world alone. */
function Headline({ board }: { board: Board }) {
  const words = useLogisticsWords();
  const real = board.rows.filter(({ exercise }) => !exercise.isSample);
  const acts = real.filter(({ worst }) => worst?.verdict.colour === 'red').length;
  const reporting = real.filter(hasFigure).length;
  const inStates = new Set(real.map(({ exercise }) => exercise.stateCode)).size;
  return (
    <header className={styles.headline}>
      <h1>
        {real.length === 0
          ? words.board.headlineNone
          : reporting === 0
            ? words.board.headlineSilent(formatCount(real.length), formatCount(inStates))
            : words.board.headline(formatCount(acts), formatCount(real.length), formatCount(inStates))}
      </h1>
      <p className={styles.facts}>
        <span>{words.board.reporting(formatCount(reporting), formatCount(real.length))}</span>
        <span>{words.asOn(formatDate(board.today))}</span>
      </p>
      <p className={styles.intro}>{words.board.intro}</p>
    </header>
  );
}

/** True where at least one item has a figure, be it too old for a colour. */
function hasFigure({ themes }: BoardRow): boolean {
  return themes.some(({ counts: { green, amber, red }, worst }) => green + amber + red > 0 || worst?.asOf != null);
}

function Filters({ choice }: { choice: BoardChoice }) {
  const words = useLogisticsWords();
  const names = useNames();
  const navigate = useNavigate();
  const all = { value: '', label: words.all };
  function choose(next: Readonly<Record<string, unknown>>) {
    void navigate({ href: boardPath(readChoice({ ...choice, ...next })), replace: true, resetScroll: false });
  }
  return (
    <form className={styles.filters} aria-label={words.board.filters} onSubmit={(event) => event.preventDefault()}>
      <Choice
        label={words.board.state}
        value={choice.state ?? ''}
        options={[all, ...states.map(({ code }) => ({ value: code, label: names.state(code) }))]}
        onChange={(event) => choose({ state: event.target.value })}
      />
      <Choice
        label={words.board.body}
        value={choice.body ?? ''}
        options={[all, { value: 'eci', label: words.bodies.eci }, { value: 'sec', label: words.bodies.sec }]}
        onChange={(event) => choose({ body: event.target.value })}
      />
      {boardPath(choice) === '/logistics' ? null : (
        <p className={styles.clear}>
          <PathLink to="/logistics" isSwitch>
            {words.board.clear}
          </PathLink>
        </p>
      )}
    </form>
  );
}

function Listed({ rows, today }: { rows: readonly BoardRow[]; today: string }) {
  const words = useLogisticsWords();
  const silent = rows.filter((row) => !hasFigure(row));
  const title = words.board.silentTitle(formatCount(silent.length));
  if (rows.length > 0) {
    return (
      <>
        {silent.length === rows.length ? null : (
          <ReadinessTable caption={words.board.caption} rows={rows.filter(hasFigure)} today={today} />
        )}
        {silent.length === 0 ? null : (
          <section className={styles.section}>
            <h2>{title}</h2>
            <p className={styles.intro}>{words.board.silentIntro}</p>
            <SilentTable caption={title} rows={silent} today={today} />
          </section>
        )}
      </>
    );
  }
  return (
    <EmptyFace title={words.board.emptyTitle}>
      <p>{words.board.empty}</p>
    </EmptyFace>
  );
}

function Samples({ rows, today }: { rows: readonly BoardRow[]; today: string }) {
  const words = useLogisticsWords();
  const title = words.board.samplesTitle(formatCount(rows.length));
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      <p className={styles.intro}>{words.board.samplesIntro}</p>
      <ReadinessTable caption={title} rows={rows} today={today} />
    </section>
  );
}
