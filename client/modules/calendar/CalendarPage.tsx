import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import type { KeyboardEvent } from 'react';
import { useFailureWords } from '#client/app/errors.ts';
import { useLanguage } from '#client/app/language.tsx';
import { useBoot } from '#client/app/session.ts';
import { useTitle } from '#client/app/title.ts';
import { findingsQuery } from '#client/modules/radar/api.ts';
import { PastDayBanner } from '#client/modules/states/ReadingDay.tsx';
import { useAnnounce } from '#client/ui/Announcer.tsx';
import { Button } from '#client/ui/Button.tsx';
import { ErrorFace, LoadingFace } from '#client/ui/Faces.tsx';
import { Choice as ChoiceField } from '#client/ui/Field.tsx';
import { PathLink, withKept } from '#client/ui/PathLink.tsx';
import { StatusShape } from '#client/ui/StatusMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate, type IsoDate, istDay, type Period, periodEnd, shiftPeriod } from '#shared/kernel/time.ts';
import type { CalendarView } from '#shared/modules/calendar/schema.ts';
import type { FindingView } from '#shared/modules/radar/schema.ts';
import { bodyNames } from '#shared/modules/timelines/catalogue-names.ts';
import { firstDay, isInPeriod, referenceWindows } from '#shared/modules/timelines/rules.ts';
import { Agenda } from './Agenda.tsx';
import { type Choice, calendarQuery, pathOf, readChoice, useCalendarWords } from './api.ts';
import styles from './CalendarPage.module.css';
import { Choices } from './Choices.tsx';
import { monthInWords, placeOf } from './DateMarks.tsx';
import { Feeds } from './Feeds.tsx';
import { MonthTable } from './MonthTable.tsx';
import { TimelinesNav } from './TimelinesNav.tsx';

/** Months to choose from, around this one; the address takes any. */
const monthsBack = 24;
const monthsOn = 36;

/** The dates of both commissions as a month and day by day, and the addresses by which calendar programs read them. */
export function CalendarPage() {
  const words = useCalendarWords();
  const boot = useBoot();
  useTitle(words.title);
  if (boot === undefined) return <LoadingFace>{words.loading}</LoadingFace>;
  return <Chosen now={istDay(new Date(boot.now))} />;
}

function Chosen({ now }: { now: IsoDate }) {
  const words = useCalendarWords();
  const say = useFailureWords();
  const search = useSearch({ strict: false });
  const choice = readChoice(search);
  const { asOn } = search;
  const today = asOn ?? now;
  const month = choice.month ?? today.slice(0, 7);
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...calendarQuery(month, choice, asOn),
    placeholderData: keepPreviousData,
  });
  // Other authorities' windows bind both commissions; they are no exercise of a kind or of one commission.
  const references = choice.kind === undefined && choice.body === undefined ? referenceWindows : [];
  const conflicts = useConflicts(choice, month, asOn);
  // A leaf that has not come yet shows nothing of the one before.
  const view = data !== undefined && data.to >= periodEnd(month) && data.from <= `${month}-01` ? data : undefined;

  return (
    <>
      <TimelinesNav />
      <Headline view={view} choice={choice} month={month} />
      {asOn === undefined ? null : <PastDayBanner asOn={asOn} />}
      <Filters choice={choice} month={month} thisMonth={today.slice(0, 7)} />
      {error !== null && data === undefined ? (
        <ErrorFace
          title={words.failed}
          sentence={say(error)}
          actions={<Button onClick={() => void refetch()}>{words.tryAgain}</Button>}
        />
      ) : null}
      <Leaf choice={choice} month={month} thisMonth={today.slice(0, 7)}>
        {view === undefined ? (
          error === null && <LoadingFace>{words.loading}</LoadingFace>
        ) : (
          <div aria-busy={isPlaceholderData}>
            <MonthTable
              month={month}
              view={view}
              references={references}
              conflicts={conflicts}
              isOneState={choice.state !== undefined && choice.state !== 'IN'}
            />
            <Legend />
            <Agenda month={month} view={view} references={references} conflicts={conflicts} />
          </div>
        )}
      </Leaf>
      <Feeds choice={choice} />
    </>
  );
}

/** Clashes on facts that begin in the month and concern what is chosen; none while they are not known. */
function useConflicts(choice: Choice, month: Period, asOn: IsoDate | undefined): FindingView[] {
  const { state, body, kind } = choice;
  const { data } = useQuery(
    findingsQuery({
      ...(state === undefined || state === 'IN' ? {} : { stateCode: state }),
      ...(asOn === undefined ? {} : { asOn }),
    }),
  );
  if (data === undefined || state === 'IN') return [];
  const exercises = new Map(data.exercises.map((exercise) => [exercise.id, exercise]));
  return [...data.findings, ...data.past].filter(
    ({ from, outcome, exerciseIds }) =>
      from?.startsWith(month) === true &&
      outcome !== 'cannot_evaluate' &&
      exerciseIds.some((id) => {
        const exercise = exercises.get(id);
        return (body ?? exercise?.bodyKind) === exercise?.bodyKind && (kind ?? exercise?.kind) === exercise?.kind;
      }),
  );
}

/** What the month holds: facts only, and beside them what is none. */
function Headline({ view, choice, month }: { view: CalendarView | undefined; choice: Choice; month: Period }) {
  const words = useCalendarWords();
  const language = useLanguage();
  const { state, body } = choice;
  const name = [
    state === undefined ? '' : placeOf(state === 'IN' ? null : state, language),
    body === undefined ? '' : bodyNames[body][language],
    monthInWords(words, month),
  ]
    .filter((part) => part !== '')
    .join(', ');
  if (view === undefined) return <h1>{name}</h1>;
  const first = `${month}-01`;
  const entries = view.entries.filter((entry) => isInPeriod(entry, first, periodEnd(month)));
  const facts = entries.filter(({ standing }) => standing === 'fact');
  const running = facts.filter((entry) => (firstDay(entry) ?? '') < first).length;
  const samples = entries.filter(({ standing }) => standing === 'sample').length;
  const toVerify = entries.length - facts.length - samples;
  return (
    <header className={styles.headline}>
      <h1>
        {facts.length === 0
          ? words.headlineNone(name)
          : words.headline(name, formatCount(facts.length - running), formatCount(running))}
      </h1>
      <p className={styles.facts}>
        {toVerify === 0 ? null : <span>{words.toVerifyCount(formatCount(toVerify))}</span>}
        {samples === 0 ? null : <span>{words.sampleCount(formatCount(samples))}</span>}
        {view.replaced === 0 ? null : <span>{words.replacedCount(formatCount(view.replaced))}</span>}
        <span>{words.asOn(formatDate(view.day))}</span>
      </p>
    </header>
  );
}

function Filters({ choice, month, thisMonth }: { choice: Choice; month: Period; thisMonth: Period }) {
  const words = useCalendarWords();
  const navigate = useNavigate();
  const months = Array.from({ length: monthsBack + monthsOn + 1 }, (_, index) =>
    shiftPeriod(thisMonth, index - monthsBack),
  );
  const offered = months.includes(month) ? months : [month, ...months];

  function choose(change: Partial<Record<keyof Choice, string>>) {
    const search = new URLSearchParams(pathOf(choice, change).split('?')[1] ?? '');
    void navigate({
      to: '/calendar',
      search: readChoice(Object.fromEntries(search)),
      replace: true,
      resetScroll: false,
    });
  }

  const isChosen = choice.state !== undefined || choice.body !== undefined || choice.kind !== undefined;
  return (
    <form className={styles.filters} aria-label={words.filters} onSubmit={(event) => event.preventDefault()}>
      <ChoiceField
        label={words.month}
        options={offered.map((value) => ({ value, label: monthInWords(words, value) }))}
        value={month}
        onChange={({ target }) => choose({ month: target.value === thisMonth ? '' : target.value })}
      />
      <Choices choice={choice} onChoose={(key, value) => choose({ [key]: value })} />
      {isChosen ? (
        <PathLink to={pathOf({ month })} isSwitch className={styles.clear}>
          {words.clear}
        </PathLink>
      ) : null}
    </form>
  );
}

interface LeafProps {
  choice: Choice;
  month: Period;
  thisMonth: Period;
  children: React.ReactNode;
}

/** The month with what turns it: links, and the keys while the focus is within. */
function Leaf({ choice, month, thisMonth, children }: LeafProps) {
  const words = useCalendarWords();
  const router = useRouter();
  const announce = useAnnounce();
  const previous = shiftPeriod(month, -1);
  const next = shiftPeriod(month, 1);

  function turnTo(target: Period) {
    announce(monthInWords(words, target));
    const to = pathOf(choice, { month: target === thisMonth ? '' : target });
    const href = withKept(to, new URLSearchParams(router.state.location.searchStr));
    void router.navigate({ href, replace: true, resetScroll: false });
  }

  function handleKey(event: KeyboardEvent) {
    const target = { PageUp: previous, PageDown: next, t: thisMonth, T: thisMonth }[event.key];
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (target === undefined || isTyping || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    turnTo(target);
  }

  const linkTo = (target: Period) => pathOf(choice, { month: target === thisMonth ? '' : target });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys only repeat what the links inside do
    <div className={styles.leaf} onKeyDown={handleKey}>
      <nav className={styles.walk} aria-label={words.walk.label}>
        <PathLink to={linkTo(previous)} isSwitch aria-keyshortcuts="PageUp">
          <span aria-hidden="true">‹ </span>
          <span className="visually-hidden">{words.walk.previous}: </span>
          {monthInWords(words, previous)}
        </PathLink>
        <h2>{monthInWords(words, month)}</h2>
        <PathLink to={linkTo(next)} isSwitch aria-keyshortcuts="PageDown">
          <span className="visually-hidden">{words.walk.next}: </span>
          {monthInWords(words, next)}
          <span aria-hidden="true"> ›</span>
        </PathLink>
        <PathLink to={linkTo(thisMonth)} isSwitch aria-keyshortcuts="T" className={styles.thisMonth}>
          {words.walk.today}
        </PathLink>
        <p className={styles.keys}>{words.walk.keys}</p>
      </nav>
      {children}
    </div>
  );
}

function Legend() {
  const words = useCalendarWords();
  return (
    <ul className={styles.legend}>
      {(['eci', 'sec', 'reference', 'toVerify'] as const).map((look) => (
        <li key={look}>
          <i data-look={look} aria-hidden="true" /> {words.legend[look]}
        </li>
      ))}
      <li>
        <StatusShape kind="attention" /> {words.legend.passed}
      </li>
    </ul>
  );
}
