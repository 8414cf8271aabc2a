import { useEffect, useMemo, useRef, useState } from 'react';
import { useAnnounce } from '#client/ui/Announcer.tsx';
import type { RadarExercise } from '#shared/modules/radar/rules.ts';
import { evaluateAll } from '#shared/modules/radar/rules-engine.ts';
import { templateIds } from '#shared/modules/timelines/catalogue-templates.ts';
import type { PlannedDays } from '#shared/modules/timelines/schema.ts';
import { daysOf, inputOf, isOpen, type Place, placesOf } from '#shared/modules/what-if/rules.ts';
import { writeChanges } from '#shared/modules/what-if/rules-address.ts';
import { countSides } from '#shared/modules/what-if/rules-compare.ts';
import { tryChanges } from '#shared/modules/what-if/rules-try.ts';
import type { Change, SandboxExercise, SharedWhatIf, WhatIfView } from '#shared/modules/what-if/schema.ts';
import { type Chosen, type Names, useNames, useWhatIfWords, type WhatIfWords } from './api.ts';
import styles from './Bench.module.css';
import { BenchHead, tallyOf } from './BenchHead.tsx';
import { ChangeTable } from './ChangeTable.tsx';
import { EarliestDays } from './EarliestDays.tsx';
import { FindingLists } from './FindingLists.tsx';
import { NewExercise } from './NewExercise.tsx';
import { PlanDrawing } from './PlanDrawing.tsx';
import { PlanTables } from './PlanTables.tsx';
import { SharedList } from './SharedList.tsx';
import { ShareForm } from './ShareForm.tsx';

/** An exercise of the plan that is tried, with what the reader is shown of it. */
export interface Plan {
  exercise: RadarExercise;
  /** As it is on the calendar; null for one that is only tried. */
  base: SandboxExercise | null;
  name: string;
  bodyName: string;
  isOwn: boolean;
  dates: PlanDate[];
}

export interface PlanDate {
  place: Place;
  row: RadarExercise['milestones'][number];
  days: PlannedDays;
  /** In force; null for a date that was added. */
  was: PlannedDays | null;
  isChanged: boolean;
}

export interface BenchProps {
  view: WhatIfView;
  chosen: Chosen;
  shared: SharedWhatIf | undefined;
  /** A step of a longer move takes the place of the one before it in the history. */
  onChoose: (next: Partial<Omit<Chosen, 'unread'>>, isStep: boolean) => void;
}

const tellAfterMs = 600;

/** The sandbox of one State: dates to move, and what the rules say of them at once. */
export function Bench({ view, chosen, shared, onChoose }: BenchProps) {
  const words = useWhatIfWords();
  const names = useNames();
  const announce = useAnnounce();
  const input = useMemo(() => inputOf(view.sandbox), [view.sandbox]);
  const before = useMemo(() => evaluateAll(input), [input]);
  // The address follows a frame later; until then what was done holds.
  const address = writeChanges(chosen.changes);
  const [done, setDone] = useState<{ from: string; changes: Change[] } | null>(null);
  const [held, setHeld] = useState<Change[] | null>(null);
  const lastMoved = useRef('');
  const telling = useRef<number | undefined>(undefined);
  // A timer outlives its component unless it is told.
  useEffect(() => () => window.clearTimeout(telling.current), []);
  const settled = done !== null && done.from === address ? done.changes : chosen.changes;
  const tried = tryChanges(input, held ?? settled, before);
  const plans = plansOf({ view, exercises: tried.applied.input.exercises, names, words });
  const visible = plans.filter(({ exercise }) => isShown(exercise, chosen, settled, view.sandbox.today));

  function settle(changes: Change[], what: string, key: string) {
    setHeld(null);
    setDone({ from: address, changes });
    const { comparison } = tryChanges(input, changes, before);
    // Steps in quick succession are told once, as they came out.
    window.clearTimeout(telling.current);
    const sentence = words.announce(what, tallyOf(words, countSides(comparison.differences)));
    telling.current = window.setTimeout(() => announce(sentence), tellAfterMs);
    const { state, exercise, past } = chosen;
    onChoose({ state, exercise, past, shared: undefined, changes }, key !== '' && key === lastMoved.current);
    lastMoved.current = key;
  }

  const tools = { input, changes: settled, onHold: setHeld, onSettle: settle };
  return (
    <>
      <BenchHead
        view={view}
        chosen={chosen}
        plans={plans}
        tried={tried}
        shared={shared}
        onChoose={onChoose}
        onSettle={settle}
      />
      <PlanDrawing plans={visible} view={view} tools={tools} changed={tried.applied.rows.length} />
      <div className={styles.columns}>
        <div className={styles.left}>
          <PlanTables plans={visible} input={tried.applied.input} tools={tools} />
          {settled.length === 0 ? null : (
            // On a narrow screen the findings stand above: their count stays in sight while dates are typed.
            <p className={styles.tally}>
              <a href="#findings-title">{tallyOf(words, countSides(tried.comparison.differences))}</a>
            </p>
          )}
          <NewExercise stateCode={view.sandbox.stateCode} tools={tools} />
          <ChangeTable rows={tried.applied.rows} plans={plans} />
        </div>
        <div className={styles.right}>
          <FindingLists
            comparison={tried.comparison}
            plans={plans}
            isTried={settled.length > 0}
            before={before}
            input={tried.applied.input}
            tools={tools}
          />
          <EarliestDays shown={visible} plans={plans} input={tried.applied.input} tools={tools} />
        </div>
      </div>
      <ShareForm view={view} changes={settled} />
      <SharedList view={view} plans={plans} />
    </>
  );
}

/** What the parts of the bench change the plan with. */
export interface Tools {
  /** The dates in force. */
  input: ReturnType<typeof inputOf>;
  /** The changes as they stand when no hand holds a date. */
  changes: readonly Change[];
  /** Shows changes while a date is held; null: as they stand. */
  onHold: (changes: Change[] | null) => void;
  /** Takes changes in; `what` is said aloud, `key` tells steps of one move. */
  onSettle: (changes: Change[], what: string, key: string) => void;
}

function isShown(exercise: RadarExercise, chosen: Chosen, changes: readonly Change[], today: string): boolean {
  if (chosen.exercise !== undefined) return exercise.id === chosen.exercise;
  if (changes.some(({ exerciseId }) => exerciseId === exercise.id)) return true;
  return chosen.past || isOpen(exercise, today);
}

function plansOf(of: {
  view: WhatIfView;
  exercises: readonly RadarExercise[];
  names: Names;
  words: WhatIfWords;
}): Plan[] {
  const { view, exercises, names, words } = of;
  const bases = new Map(view.sandbox.exercises.map((exercise) => [exercise.id, exercise]));
  return exercises.map((exercise) => {
    const base = bases.get(exercise.id) ?? null;
    const template = templateIds.find((id) => names.isTemplate(id, exercise.nameEn));
    const body = view.bodies.find(({ id }) => id === base?.bodyId);
    const bodyName = body === undefined ? names.bodyKind(exercise.bodyKind) : names.body(body);
    const name =
      base === null
        ? words.create.name(template === undefined ? exercise.nameEn : names.template(template))
        : names.exercise(base);
    const isOwn = base !== null && base.bodyId !== null && base.bodyId === view.can.revise;
    return { exercise, base, name, bodyName, isOwn, dates: datesOf(exercise, base) };
  });
}

function datesOf(exercise: RadarExercise, base: SandboxExercise | null): PlanDate[] {
  const known = new Map(base?.milestones.map((row) => [row.id, daysOf(row)]));
  return placesOf(exercise).map(({ row, ...place }) => {
    const days = daysOf(row);
    const was = known.get(row.id) ?? null;
    return { place, row, days, was, isChanged: was === null || was.start !== days.start || was.end !== days.end };
  });
}
