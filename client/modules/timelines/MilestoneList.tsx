import { SampleMark } from '#client/ui/SampleMark.tsx';
import { type StatusKind, StatusMark } from '#client/ui/StatusMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { slipOf } from '#shared/modules/timelines/rules.ts';
import type { ExerciseView, MilestoneStatus, MilestoneView } from '#shared/modules/timelines/schema.ts';
import styles from './MilestoneList.module.css';
import { daysInWords, ExerciseName, milestoneName, slipInWords, usePlaces, useTimelineWords } from './Words.tsx';

const marks: Record<MilestoneStatus, StatusKind> = {
  due_soon: 'info',
  under_way: 'info',
  planned: 'info',
  passed_unconfirmed: 'attention',
  completed: 'onTrack',
  unknown_date: 'noFigure',
  superseded: 'notApplicable',
};

export interface MilestoneListProps {
  milestones: readonly MilestoneView[];
  sources: readonly string[];
  /** Named on every line when given; in a list of one exercise the heading says it. */
  exercises?: ReadonlyMap<string, ExerciseView>;
}

/** Milestones in order of their days, each with its status, its history and, on demand, its source. */
export function MilestoneList({ milestones, sources, exercises }: MilestoneListProps) {
  return (
    <ol className={styles.list}>
      {milestones.map((milestone) => (
        <MilestoneLine
          key={milestone.id}
          milestone={milestone}
          source={milestone.source === null ? undefined : sources[milestone.source]}
          exercise={exercises?.get(milestone.exerciseId)}
        />
      ))}
    </ol>
  );
}

interface LineProps {
  milestone: MilestoneView;
  source: string | undefined;
  exercise: ExerciseView | undefined;
}

function MilestoneLine({ milestone, source, exercise }: LineProps) {
  const words = useTimelineWords();
  const places = usePlaces();
  const isSuperseded = milestone.status === 'superseded';
  const name = milestoneName(words, milestone.milestone);
  const days = daysInWords(words, milestone);
  return (
    <li className={styles.line} data-status={milestone.status} data-standing={milestone.standing}>
      <span className={styles.days}>{isSuperseded ? <s>{days}</s> : days}</span>
      <div className={styles.what}>
        {exercise === undefined ? null : (
          <p className={styles.whose}>
            <b>{places.place(exercise.stateCode)}</b>{' '}
            <span className={styles.body}>{words.bodyShort[exercise.bodyKind]}</span>{' '}
            <ExerciseName exercise={exercise} />
          </p>
        )}
        <p className={styles.name}>
          {isSuperseded ? <s>{name}</s> : name} <Standing milestone={milestone} />
        </p>
        <details className={styles.source}>
          <summary aria-label={words.sourceOf(name)}>{words.source}</summary>
          <p lang="en">{source ?? words.sourceNone}</p>
          {milestone.confidence === 'computed' ? <p>{words.computed}</p> : null}
          {milestone.note === null ? null : <p lang="en">{milestone.note}</p>}
        </details>
        <History milestone={milestone} />
      </div>
      <span className={styles.status}>
        <StatusMark kind={marks[milestone.status]} word={words.statuses[milestone.status]} />
      </span>
    </li>
  );
}

/** What keeps the date out of the facts, in a mark beside its name. */
function Standing({ milestone: { standing, confidence } }: { milestone: MilestoneView }) {
  const words = useTimelineWords();
  if (standing === 'sample') return <SampleMark word={words.sample} hint={words.sampleHint} />;
  if (standing !== 'to_verify') return null;
  const hint = confidence === 'inferred' ? words.toVerifyHint.inferred : words.toVerifyHint.recalled;
  return (
    <span className={styles.verify} title={hint}>
      {words.toVerify}
    </span>
  );
}

/** The plan that replaced this one, or the plans that this one replaced. */
function History({ milestone }: { milestone: MilestoneView }) {
  const words = useTimelineWords();
  if (milestone.status === 'superseded') return <p className={styles.history}>{replacement(words, milestone)}</p>;
  const [first] = milestone.earlier;
  if (first === undefined) return null;
  const was = daysInWords(words, first);
  const others = milestone.earlier.length - 1;
  return (
    <p className={styles.history}>
      {milestone.slipInDays === null
        ? words.historyUndated(was)
        : words.history(was, slipInWords(words, milestone.slipInDays))}
      {others > 0 ? ` ${words.plans(formatCount(milestone.earlier.length))}: ` : ''}
      {others > 0 ? milestone.earlier.map((plan) => daysInWords(words, plan)).join(', ') : ''}
    </p>
  );
}

function replacement(words: ReturnType<typeof useTimelineWords>, milestone: MilestoneView): string {
  const { replacedBy } = milestone;
  if (replacedBy === null) return words.superseded.byNone;
  const slip = slipOf(milestone, replacedBy);
  if (slip === null) return words.superseded.byUndated;
  return `${words.superseded.by(daysInWords(words, replacedBy))}, ${slipInWords(words, slip)}`;
}
