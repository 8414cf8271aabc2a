import { useLanguage } from '#client/app/language.tsx';
import { PathLink } from '#client/ui/PathLink.tsx';
import { SampleMark } from '#client/ui/SampleMark.tsx';
import { type StatusKind, StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { slipOf } from '#shared/modules/timelines/rules.ts';
import { type Bar, type BarRow, moveOf } from '#shared/modules/timelines/rules-layout.ts';
import type { MilestoneStatus, MilestoneView } from '#shared/modules/timelines/schema.ts';
import type { DrawnTie } from './GanttRows.tsx';
import styles from './GanttTable.module.css';
import {
  daysInWords,
  ExerciseName,
  milestoneName,
  slipInWords,
  type TimelineWords,
  usePlaces,
  useTimelineWords,
} from './Words.tsx';

const marks: Record<MilestoneStatus, StatusKind> = {
  due_soon: 'info',
  under_way: 'info',
  planned: 'info',
  passed_unconfirmed: 'attention',
  completed: 'onTrack',
  unknown_date: 'noFigure',
  superseded: 'notApplicable',
};

interface TableProps {
  rows: readonly BarRow[];
  ties: readonly DrawnTie[];
  sources: readonly string[];
}

/** The chart's twin: the same exercises in the same order, every milestone a row, what has no date among them. */
export function GanttTable({ rows, ties, sources }: TableProps) {
  const words = useTimelineWords();
  const titles = new Map(ties.map((tie) => [tie.id, tie.title]));
  const { milestone, dates, status, change, source } = words.table;
  return (
    <section
      className={styles.region}
      aria-label={words.table.caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable from the keyboard.
      tabIndex={0}
    >
      <table className={styles.table}>
        <caption>{words.table.caption}</caption>
        <thead>
          <tr>
            {[milestone, dates, status, change, source].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        {rows.map((row) =>
          row.kind === 'place' ? null : (
            <Exercise key={row.bar.exercise.id} bar={row.bar} sources={sources} titles={titles} />
          ),
        )}
      </table>
    </section>
  );
}

function Exercise(props: { bar: Bar; sources: readonly string[]; titles: ReadonlyMap<string, string> }) {
  const { bar, sources, titles } = props;
  const words = useTimelineWords();
  const places = usePlaces();
  const { exercise, milestones, slipInDays, ties } = bar;
  return (
    <tbody>
      <tr className={styles.head}>
        <th scope="rowgroup" colSpan={5}>
          <b>{places.place(exercise.stateCode)}</b>
          <span className={styles.body}>{words.bodyShort[exercise.bodyKind]}</span>
          <PathLink to={`/timelines/exercise/${encodeURIComponent(exercise.id)}`}>
            <ExerciseName exercise={exercise} />
          </PathLink>
          {exercise.isSample ? <SampleMark word={words.sample} hint={words.sampleHint} /> : null}
          {slipInDays === null ? null : <span className={styles.slip}>{slipInWords(words, slipInDays)}</span>}
          {ties.map((id) =>
            titles.has(id) ? (
              <PathLink key={id} className={styles.tie} to={`/conflicts/${encodeURIComponent(id)}`}>
                {titles.get(id)}
              </PathLink>
            ) : null,
          )}
        </th>
      </tr>
      {milestones.map((each) => (
        <Milestone key={each.id} milestone={each} source={each.source === null ? undefined : sources[each.source]} />
      ))}
    </tbody>
  );
}

function Milestone({ milestone, source }: { milestone: MilestoneView; source: string | undefined }) {
  const words = useTimelineWords();
  const language = useLanguage();
  const days = daysInWords(words, milestone);
  const isSuperseded = milestone.status === 'superseded';
  return (
    <tr data-status={milestone.status}>
      <th scope="row">{milestoneName(words, milestone.milestone)}</th>
      <td className={styles.days}>{isSuperseded ? <s>{days}</s> : days}</td>
      <td>
        <StatusMark kind={marks[milestone.status]} word={words.statuses[milestone.status]} />
        {milestone.standing === 'to_verify' ? (
          <span
            className={styles.verify}
            title={milestone.confidence === 'inferred' ? words.toVerifyHint.inferred : words.toVerifyHint.recalled}
          >
            {words.toVerify}
          </span>
        ) : null}
      </td>
      <td>{changeOf(milestone, words)}</td>
      <td className={styles.source} lang="en">
        {source ?? <span lang={language}>{words.sourceNone}</span>}
        {milestone.confidence === 'computed' ? <span lang={language}> ({words.computed})</span> : null}
        {milestone.note === null ? null : <span> {milestone.note}</span>}
      </td>
    </tr>
  );
}

/** The plans that this one replaced, or the one that replaced it. */
function changeOf(milestone: MilestoneView, words: TimelineWords): string {
  const { earlier, replacedBy, status } = milestone;
  if (status === 'superseded') {
    if (replacedBy === null) return words.superseded.byNone;
    const slip = slipOf(milestone, replacedBy);
    if (slip === null) return words.superseded.byUndated;
    return `${words.superseded.by(daysInWords(words, replacedBy))}, ${slipInWords(words, slip)}`;
  }
  const first = earlier[0];
  if (first === undefined) return '';
  const was = daysInWords(words, first);
  const moved = milestone.slipInDays === null ? null : (moveOf(milestone) ?? 0);
  const others = earlier.length < 2 ? '' : ` ${words.plans(formatCount(earlier.length))}.`;
  return `${moved === null ? words.historyUndated(was) : words.history(was, slipInWords(words, moved))}${others}`;
}
