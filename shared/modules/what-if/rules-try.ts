// A what-if tried whole: the changes laid over the dates, the radar asked before and after, and both compared.

import type { RadarExercise, RadarInput } from '#shared/modules/radar/rules.ts';
import { evaluateAll, evaluateTouching } from '#shared/modules/radar/rules-engine.ts';
import type { Finding } from '#shared/modules/radar/schema.ts';
import { localPresets } from '#shared/modules/timelines/catalogue-presets.ts';
import { type TemplateId, templateIds, templates } from '#shared/modules/timelines/catalogue-templates.ts';
import type { PlanRow } from '#shared/modules/timelines/rules-dates.ts';
import { type LegalBreak, legalBreaks } from '#shared/modules/timelines/rules-legal.ts';
import { layOut } from '#shared/modules/timelines/rules-templates.ts';
import type { ExerciseKind } from '#shared/modules/timelines/schema.ts';
import { type Applied, applyChanges, type LayOut, placesOf } from './rules.ts';
import { type Comparison, compareFindings, type EarliestDay, findEarliestDay } from './rules-compare.ts';
import type { Change } from './schema.ts';

/** What a template makes in a State: its kind, or the choice of a local poll. */
const kindOfTemplate: Partial<Record<TemplateId, ExerciseKind>> = {
  'T-ECI-GEN': 'assembly_election',
  'T-ECI-BYE': 'bye_election',
  'T-SSR': 'roll_revision',
  'T-SIR': 'roll_revision',
};

/** Templates that can be tried in a State; conferences are national. */
export const triableTemplates = templateIds.filter((id) => id === 'T-SEC' || kindOfTemplate[id] !== undefined);

/** The observed calendar that a local poll of the kind is laid out from in the State; undefined: it starts blank. */
export function presetFor(stateCode: string, kind: ExerciseKind) {
  return localPresets.find((preset) => preset.stateCode === stateCode && preset.kind === kind);
}

/** The exercise of a `create` change, laid out around its anchor; null when the template cannot be tried in a State. */
export function layOutChange(change: Parameters<LayOut>[0], input: RadarInput): RadarExercise | null {
  const template = triableTemplates.find((id) => id === change.template);
  const stateCode = stateOf(input);
  if (template === undefined || stateCode === null) return null;
  const kind =
    kindOfTemplate[template] ??
    (change.exerciseKind === 'municipal_election' ? change.exerciseKind : 'panchayat_election');
  const preset = template === 'T-SEC' ? presetFor(stateCode, kind)?.id : undefined;
  const holidays = input.holidays.get(stateCode) ?? new Set();
  const plan = layOut(template, change.anchor, { holidays, stateCode, ...(preset === undefined ? {} : { preset }) });
  return {
    ...blank,
    id: change.exerciseId,
    stateCode,
    kind,
    bodyKind: templates[template].bodyKind,
    revisionKind: template === 'T-SIR' ? 'SIR' : template === 'T-SSR' ? 'SSR' : null,
    nameEn: templates[template].name.en,
    milestones: plan.map(({ code, start, end }, index) => ({
      id: `new:${change.exerciseId}:${code}`,
      milestone: code,
      position: index + 1,
      startDate: start,
      endDate: end,
      status: 'due',
      confidence: 'office',
      note: null,
      overrideReason: null,
    })),
  };
}

const blank: Omit<RadarExercise, 'id' | 'stateCode' | 'kind' | 'bodyKind' | 'revisionKind' | 'nameEn' | 'milestones'> =
  {
    districts: null,
    areaClass: null,
    method: null,
    machineOwner: null,
    machineModel: null,
    baseRollDate: null,
    petitionDays: null,
    outsideKind: null,
    isMarked: false,
    isSample: false,
    needs: [],
    rooms: [],
  };

/** The one State of a sandbox; its holidays name it also where it has no exercise. */
function stateOf({ exercises, holidays }: RadarInput): string | null {
  return [...holidays.keys()][0] ?? exercises.find(({ stateCode }) => stateCode !== null)?.stateCode ?? null;
}

export interface Tried {
  applied: Applied;
  before: Finding[];
  after: Finding[];
  comparison: Comparison;
}

/**
 * Tries changes on the dates of one State. `before` spares finding the dates in force again at every move of a hand; the
 * same input and changes give the same answer in the browser and on the server.
 */
export function tryChanges(input: RadarInput, changes: readonly Change[], before = evaluateAll(input)): Tried {
  const applied = applyChanges(input, changes, layOutChange);
  const after = changes.length === 0 ? before : evaluateAll(applied.input);
  return { applied, before, after, comparison: compareFindings(before, after) };
}

/** The earliest poll day of an exercise in the plan that is tried; null without a poll day. See `findEarliestDay`. */
export function earliestDay(input: RadarInput, exerciseId: string): EarliestDay | null {
  const stateCodes = new Set(input.holidays.keys());
  return findEarliestDay(input, exerciseId, (tried, id) =>
    evaluateTouching(tried, { exerciseIds: new Set([id]), stateCodes }).filter(({ exerciseIds }) =>
      exerciseIds.includes(id),
    ),
  );
}

/** Steps of an exercise that stand earlier than the law or the order of steps allows, each with its earliest day. */
export function breaksOf(input: RadarInput, exercise: RadarExercise): LegalBreak[] {
  const rows = placesOf(exercise).map(
    ({ row }): PlanRow => ({ code: row.milestone, start: row.startDate, end: row.endDate }),
  );
  const isGeneral = exercise.kind === 'assembly_election';
  const termEnd = rows.find(({ code }) => code === 'term_end')?.end ?? null;
  return legalBreaks({
    bodyKind: isGeneral || exercise.kind === 'bye_election' ? 'eci' : 'sec',
    rows,
    holidays: input.holidays.get(exercise.stateCode ?? '') ?? new Set(),
    termEnd: isGeneral ? termEnd : null,
  });
}
