import { useState } from 'react';
import { Button } from '#client/ui/Button.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { states } from '#shared/modules/states/directory.ts';
import { countMilestones } from '#shared/modules/timelines/rules.ts';
import type { ExerciseView, MilestoneView, Timelines } from '#shared/modules/timelines/schema.ts';
import { LaneAxis, LaneLegend, Lanes, type Span, spanAround } from './Lanes.tsx';
import { MilestoneList } from './MilestoneList.tsx';
import styles from './StateGroups.module.css';
import { ExerciseName, usePlaces, useTimelineWords } from './Words.tsx';

/** So many places are open from the start. */
const mostOpen = 2;

interface Group {
  place: string | null;
  exercises: ExerciseView[];
  milestones: MilestoneView[];
}

/** The calendar by State, alphabetically, what concerns the whole country first; both commissions side by side. */
export function StateGroups({ timelines }: { timelines: Timelines }) {
  const words = useTimelineWords();
  const groups = groupsOf(timelines);
  const [areOpen, setAreOpen] = useState<boolean>();
  const isOpen = areOpen ?? groups.length <= mostOpen;
  const span = spanAround(timelines.today);
  return (
    <section className={styles.groups} aria-label={words.views.state}>
      <div className={styles.head}>
        <LaneLegend span={span} />
        <Button look="quiet" onClick={() => setAreOpen(!isOpen)}>
          {isOpen ? words.closeAll : words.openAll}
        </Button>
      </div>
      <div className={styles.axis}>
        <LaneAxis span={span} />
      </div>
      {groups.map((group) => (
        <Place key={`${group.place} ${isOpen}`} group={group} timelines={timelines} span={span} isOpen={isOpen} />
      ))}
    </section>
  );
}

function Place({
  group,
  timelines,
  span,
  isOpen,
}: {
  group: Group;
  timelines: Timelines;
  span: Span;
  isOpen: boolean;
}) {
  const words = useTimelineWords();
  const places = usePlaces();
  const counts = countMilestones(group.milestones);
  const of = (body: 'eci' | 'sec') => {
    const ids = new Set(group.exercises.filter(({ bodyKind }) => bodyKind === body).map(({ id }) => id));
    return group.milestones.filter(({ exerciseId }) => ids.has(exerciseId));
  };
  const facts = [
    counts.ahead > 0 ? words.ahead(formatCount(counts.ahead)) : '',
    counts.passedUnconfirmed > 0 ? words.unconfirmed(formatCount(counts.passedUnconfirmed)) : '',
    counts.toVerify > 0 ? words.toVerifyShort(formatCount(counts.toVerify)) : '',
    counts.undated > 0 ? words.undatedShort(formatCount(counts.undated)) : '',
  ].filter((fact) => fact !== '');
  return (
    <details className={styles.place} open={isOpen}>
      <summary className={styles.summary}>
        <h2 className={styles.name}>{places.place(group.place)}</h2>
        <span className={styles.lanes}>
          <Lanes span={span} eci={of('eci')} sec={of('sec')} />
        </span>
        <span className={styles.facts}>
          {facts.length === 0 ? words.listed(formatCount(group.milestones.length)) : facts.join(' · ')}
        </span>
      </summary>
      <div className={styles.bodies}>
        {(['eci', 'sec'] as const).map((body) => (
          <Body key={body} body={body} group={group} sources={timelines.sources} />
        ))}
      </div>
    </details>
  );
}

function Body({ body, group, sources }: { body: 'eci' | 'sec'; group: Group; sources: readonly string[] }) {
  const words = useTimelineWords();
  const exercises = group.exercises.filter(({ bodyKind }) => bodyKind === body);
  return (
    <section className={styles.body}>
      <h3>{words.bodies[body]}</h3>
      {exercises.length === 0 ? <p className={styles.none}>{words.noneOfBody}</p> : null}
      {exercises.map((exercise) => (
        <section key={exercise.id} className={styles.exercise}>
          <h4>
            <ExerciseName exercise={exercise} /> <span className={styles.kind}>{words.kinds[exercise.kind]}</span>
          </h4>
          <MilestoneList
            milestones={group.milestones.filter(({ exerciseId }) => exerciseId === exercise.id)}
            sources={sources}
          />
        </section>
      ))}
    </section>
  );
}

function groupsOf({ exercises, milestones }: Timelines): Group[] {
  // The directory is in alphabetical order of the English names.
  return [null, ...states.map(({ code }) => code)].flatMap((place) => {
    const own = exercises.filter(({ stateCode }) => stateCode === place);
    if (own.length === 0) return [];
    const ids = new Set(own.map(({ id }) => id));
    const dated = milestones.filter(({ exerciseId }) => ids.has(exerciseId));
    const first = new Map(own.map(({ id }) => [id, dated.findIndex(({ exerciseId }) => exerciseId === id)]));
    // Exercises in order of their first day.
    const ordered = own.toSorted((a, b) => (first.get(a.id) ?? 0) - (first.get(b.id) ?? 0));
    return [{ place, exercises: ordered, milestones: dated }];
  });
}
