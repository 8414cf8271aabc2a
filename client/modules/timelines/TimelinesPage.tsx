import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useFailureWords } from '#client/app/errors.ts';
import { useLanguage } from '#client/app/language.tsx';
import { useTitle } from '#client/app/title.ts';
import { TimelinesNav } from '#client/modules/calendar/TimelinesNav.tsx';
import { findingsQuery } from '#client/modules/radar/api.ts';
import { Button } from '#client/ui/Button.tsx';
import { EmptyFace, ErrorFace, LoadingFace } from '#client/ui/Faces.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { formatDate } from '#shared/kernel/time.ts';
import type { FindingList } from '#shared/modules/radar/schema.ts';
import { states } from '#shared/modules/states/directory.ts';
import { countMilestones } from '#shared/modules/timelines/rules.ts';
import { type Bar, barsOf, chooseBars, rowsOf, tiesOver } from '#shared/modules/timelines/rules-layout.ts';
import type { Timelines } from '#shared/modules/timelines/schema.ts';
import { type Choice, defaults, filterOf, readChoice, timelinesQuery } from './api.ts';
import { CrunchStrip } from './CrunchStrip.tsx';
import { GanttFiles } from './GanttFiles.tsx';
import { GanttFilters } from './GanttFilters.tsx';
import { GanttLegend } from './GanttLegend.tsx';
import { GanttPrint } from './GanttPrint.tsx';
import type { Conflict } from './GanttRows.tsx';
import { GanttTable } from './GanttTable.tsx';
import { GanttView } from './GanttView.tsx';
import styles from './TimelinesPage.module.css';
import { usePlaces, useTimelineWords } from './Words.tsx';

const stateCodes = states.map(({ code }) => String(code));

/** The shared calendar of both commissions on one page: every exercise a row, every date a mark. */
export function TimelinesPage() {
  const words = useTimelineWords();
  const say = useFailureWords();
  const search = useSearch({ strict: false });
  const choice = useMemo(() => readChoice(search), [search]);
  const { asOn } = search;
  const { data, error, refetch } = useQuery(timelinesQuery(asOn));
  // The calendar does not wait for its conflicts: they are laid over it when they are there.
  const found = useQuery(findingsQuery(asOn === undefined ? {} : { asOn })).data;
  const language = useLanguage();
  const conflicts = useMemo(() => (found === undefined ? [] : conflictsOf(found, language)), [found, language]);
  useTitle(words.title);
  if (data !== undefined) return <Calendar timelines={data} choice={choice} conflicts={conflicts} />;
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

/** Findings on facts, past ones too: what collided stays on the record. Those resting on recalled dates stay off the drawing. */
function conflictsOf({ findings, past }: FindingList, language: 'en' | 'hi'): Conflict[] {
  return [...findings, ...past].map(({ id, rule, outcome, exerciseIds, from, to, messageEn, messageHi }) => ({
    id,
    outcome,
    exerciseIds,
    from,
    to,
    title: `${rule}: ${language === 'hi' ? messageHi : messageEn}`,
  }));
}

interface CalendarProps {
  timelines: Timelines;
  choice: Choice;
  conflicts: readonly Conflict[];
}

function Calendar({ timelines, choice, conflicts }: CalendarProps) {
  const words = useTimelineWords();
  const { exercises, milestones, sources, today } = timelines;
  const all = useMemo(() => barsOf(exercises, milestones, conflicts), [exercises, milestones, conflicts]);
  const { order = defaults.order, zoom = defaults.zoom, view = defaults.view } = choice;
  const bars = useMemo(() => chooseBars(all, filterOf(choice, today), conflicts), [all, choice, today, conflicts]);
  const rows = useMemo(() => rowsOf(bars, order, stateCodes), [bars, order]);
  const ties = useMemo(() => tiesOver(rows, conflicts), [rows, conflicts]);
  const drawing = { rows, ties, today, sources };
  return (
    <>
      {/* The printed chart has a head of its own. */}
      <div className={view === 'table' ? undefined : styles.onScreen}>
        <TimelinesNav />
        <Headline bars={bars} today={today} choice={choice} />
        <CrunchStrip timelines={timelines} />
      </div>
      <GanttFilters choice={choice} />
      {rows.length === 0 ? (
        <EmptyFace title={words.empty.title}>
          <p>{words.empty.sentence}</p>
          <PathLink to="/timelines">{words.clear}</PathLink>
        </EmptyFace>
      ) : view === 'table' ? (
        <GanttTable {...drawing} />
      ) : (
        <>
          <GanttLegend hasTies={ties.length > 0} />
          <GanttView {...drawing} zoom={zoom} />
          <GanttPrint {...drawing} />
        </>
      )}
      {rows.length === 0 ? null : <GanttFiles {...drawing} />}
    </>
  );
}

/** The finding, of what is chosen; facts only. */
function Headline({ bars, today, choice }: { bars: readonly Bar[]; today: string; choice: Choice }) {
  const words = useTimelineWords();
  const places = usePlaces();
  const { ahead, passedUnconfirmed, toVerify, undated } = countMilestones(bars.flatMap(({ milestones }) => milestones));
  const where = choice.state === undefined ? '' : `${places.place(choice.state === 'IN' ? null : choice.state)}: `;
  return (
    <header className={styles.headline}>
      <h1>{`${where}${words.headline(formatCount(ahead), formatCount(passedUnconfirmed))}`}</h1>
      <p className={styles.facts}>
        {toVerify === 0 ? null : <span>{words.toVerifyCount(formatCount(toVerify))}</span>}
        {undated === 0 ? null : <span>{words.undatedCount(formatCount(undated))}</span>}
        <span>{words.asOn(formatDate(today))}</span>
      </p>
    </header>
  );
}
