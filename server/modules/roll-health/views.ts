// One State's roll as its statements show it, and the board's metrics over it. Real figures first: sample ones fill a
// gap only where no real figure answers, and what rests on them is marked.

import type { Thresholds } from '#server/modules/metrics/service.ts';
import type { IsoDate } from '#shared/kernel/time.ts';
import { type BoardMetric, boardMetrics } from '#shared/modules/national/schema.ts';
import { metricLimits } from '#shared/modules/roll-health/catalogue-limits.ts';
import { evaluate, type MetricInput } from '#shared/modules/roll-health/rules.ts';
import { bandFor } from '#shared/modules/roll-health/rules-limits.ts';
import type { Band, Counts, MetricId, MetricResult } from '#shared/modules/roll-health/schema.ts';
import { countsOf, datesOf, exerciseOf, reportedDay, type Statement, type Told, told } from './queries.ts';

/** What the statements of one State say, each part from the newest and surest that says it. */
export interface RollPicture {
  stateCode: string;
  revision: 'SIR' | 'SR' | null;
  before?: Told;
  draft?: Told;
  notInDraft?: Told;
  final?: Told;
  pending?: Told;
  coAdded?: Told;
  coDeleted?: Told;
  /** Newest total of the assembly roll, whatever its occasion. */
  total?: Told;
  /** Newest statement that gives both men and women. */
  gender?: { male: Told; female: Told; third?: Told };
  stations?: Told;
  /** Newest monthly statement of the office, if any. */
  monthly?: Statement;
  local?: Told;
  localBefore?: Told;
}

const sureness = { exact: 0, derived: 1, rounded: 2 } as const;
const confidences = { office: 0, A: 1, B: 2, C: 3, sample: 4 } as const;

/** Assembles one State's picture from its statements, in any order. */
export function drawPicture(stateCode: string, statements: readonly Statement[]): RollPicture {
  const assembly = statements.filter((item) => item.rollType === 'assembly');
  const revisions = assembly.filter((item) => item.exerciseType === 'SIR' || item.exerciseType === 'SR');
  const local = statements.filter((item) => item.rollType === 'local');
  const wholes = local.filter((item) => item.footprint === 'whole');
  const withGender = newestWith(assembly, 'electorsMale', 'electorsFemale');
  const localNow = pick(wholes.length > 0 ? wholes : local, 'electorsTotal');
  const picture: RollPicture = { stateCode, revision: revisionOf(revisions) };
  assign(picture, 'before', pick(stage(revisions, 'before'), 'electorsTotal'));
  assign(picture, 'draft', pick(stage(revisions, 'draft'), 'electorsTotal'));
  assign(picture, 'notInDraft', pick(stage(revisions, 'draft'), 'notInDraft'));
  assign(picture, 'final', pick(stage(revisions, 'final'), 'electorsTotal'));
  assign(picture, 'pending', pick(assembly, 'electorsPendingAdjudication'));
  assign(picture, 'coAdded', pick(stage(revisions, 'final'), 'coAdded'));
  assign(picture, 'coDeleted', pick(stage(revisions, 'final'), 'coDeleted'));
  assign(picture, 'total', pick(assembly, 'electorsTotal'));
  assign(picture, 'stations', pick(assembly, 'parts'));
  assign(picture, 'local', localNow);
  assign(
    picture,
    'localBefore',
    pick(
      local.filter((item) => item !== localNow?.from),
      'electorsTotal',
    ),
  );
  assign(
    picture,
    'monthly',
    newestWith(
      assembly.filter((item) => item.stage === 'continuous'),
      'electorsTotal',
    ),
  );
  if (withGender) {
    const third = told(withGender, 'electorsThird');
    const male = told(withGender, 'electorsMale');
    const female = told(withGender, 'electorsFemale');
    if (male && female) picture.gender = third ? { male, female, third } : { male, female };
  }
  return picture;
}

function assign<Key extends keyof RollPicture>(
  picture: RollPicture,
  key: Key,
  value: RollPicture[Key] | undefined,
): void {
  if (value !== undefined) picture[key] = value;
}

function revisionOf(revisions: readonly Statement[]): 'SIR' | 'SR' | null {
  const newest = revisions.at(-1);
  return newest === undefined ? null : newest.exerciseType === 'SR' ? 'SR' : 'SIR';
}

function stage(statements: readonly Statement[], wanted: Statement['stage']): Statement[] {
  return statements.filter((item) => item.stage === wanted);
}

/** The measure from the newest statement that has it; of one day, the surer source, then the more exact figure; of equals, the later publication. */
export function pick(statements: readonly Statement[], measure: string): Told | undefined {
  const having = statements.filter((item) => item.figures[measure] !== undefined);
  const best = having.reduce<Statement | undefined>(
    (held, item) => (held === undefined || isBetter(item, held, measure) ? item : held),
    undefined,
  );
  return best === undefined ? undefined : told(best, measure);
}

function isBetter(item: Statement, held: Statement, measure: string): boolean {
  const [day, heldDay] = [item.asOn ?? '', held.asOn ?? ''];
  if (day !== heldDay) return day > heldDay;
  if (item.confidence !== held.confidence) return confidences[item.confidence] < confidences[held.confidence];
  const [sure, heldSure] = [item, held].map((from) => sureness[from.figures[measure]?.precision ?? 'rounded']);
  if (sure !== heldSure) return (sure ?? 2) < (heldSure ?? 2);
  return item.publishedAt > held.publishedAt;
}

function newestWith(statements: readonly Statement[], ...measures: string[]): Statement | undefined {
  return statements
    .filter((item) => measures.every((measure) => item.figures[measure] !== undefined))
    .reduce<Statement | undefined>(
      (held, item) => (held === undefined || isBetter(item, held, measures[0] ?? '') ? item : held),
      undefined,
    );
}

/** One metric of one State: the result, the newest day among its figures, and whether sample figures are in it. */
export interface BoardCell {
  result: MetricResult;
  day: IsoDate | null;
  isSample: boolean;
  /** Which limits were applied. */
  exercise: MetricInput['exercise'];
  inExercise: boolean;
  /** The band that coloured the value; null where none is in force. */
  band: Band | null;
}

/** Every board metric of one State: from real figures where they answer, else with the sample ones filling in. */
export function computeBoard(
  stateCode: string,
  statements: readonly Statement[],
  today: IsoDate,
  thresholds: Thresholds,
): Record<BoardMetric, BoardCell> {
  const cell = cellsOf(stateCode, statements, today, thresholds);
  return {
    'FL-11': cell('FL-11'),
    'FL-03': cell('FL-03'),
    'EN-04': cell('EN-04'),
    'FL-14': cell('FL-14'),
    'PS-02': cell('PS-02'),
    'DQ-01': cell('DQ-01'),
    'DQ-03': cell('DQ-03'),
    'LR-01': cell('LR-01'),
  } satisfies Record<(typeof boardMetrics)[number], BoardCell>;
}

/** Any metric of one State from its statements: from real figures where they answer, else with samples filling in. */
export function cellsOf(
  stateCode: string,
  statements: readonly Statement[],
  today: IsoDate,
  thresholds: Thresholds,
): (metric: MetricId) => BoardCell {
  const realOnes = statements.filter((item) => !item.isSample);
  const real = drawPicture(stateCode, realOnes);
  const filled = realOnes.length === statements.length ? undefined : drawPicture(stateCode, statements);
  return (metric) => {
    const own = evaluateFrom(metric, real, realOnes, today, thresholds);
    if (own.result.status !== 'not_computed' || filled === undefined) return own;
    const withSample = evaluateFrom(metric, filled, statements, today, thresholds);
    return withSample.isSample && withSample.result.status !== 'not_computed' ? withSample : own;
  };
}

const noStatement: MetricResult = { status: 'not_computed', reason: 'no_statement' };

/** Figures that belong together, and the statements they are from. */
interface Gathered {
  input: MetricInput;
  used: Statement[];
}

/** Evaluates a metric over a picture, from the first figures that answer it. */
function evaluateFrom(
  metric: MetricId,
  picture: RollPicture,
  statements: readonly Statement[],
  today: IsoDate,
  thresholds: Thresholds,
): BoardCell {
  const board = boardMetrics.find((each) => each === metric);
  const offered = board ? [gather(board, picture, today)] : gatherAny(metric, picture, statements, today);
  let chosen: (Gathered & { result: MetricResult }) | undefined;
  for (const each of offered) {
    if (chosen !== undefined && chosen.result.status !== 'not_computed') break;
    const result = evaluate(metric, { ...each.input, thresholds });
    if (chosen === undefined || result.status !== 'not_computed') chosen = { ...each, result };
  }
  const { exercise = 'CU', inExercise = false } = chosen?.input ?? {};
  const { used = [], result = noStatement } = chosen ?? {};
  const days = used.flatMap((from) => (from.asOn === null ? [] : [from.asOn])).sort();
  return {
    result,
    day: result.status === 'not_computed' ? null : (days.at(-1) ?? null),
    isSample: used.some((from) => from.isSample),
    exercise,
    inExercise,
    band: bandFor(thresholds[metric] ?? metricLimits[metric].bands, exercise, 'S', inExercise) ?? null,
  };
}

/**
 * What a State's statements offer a metric that is not on the board: both rolls together for the LR group; else the
 * revision as a whole, then each statement of the assembly roll by itself, the newest first.
 */
function gatherAny(
  metric: MetricId,
  picture: RollPicture,
  statements: readonly Statement[],
  today: IsoDate,
): Gathered[] {
  const base = { level: 'S', today } as const;
  const single = (from: Statement): Gathered => ({
    input: {
      ...base,
      exercise: exerciseOf(from),
      counts: countsOf(from),
      ...datesOf(from),
      reportedOn: reportedDay(from),
    },
    used: [from],
  });
  const { local, localBefore, total } = picture;
  if (metric.startsWith('LR-')) {
    if (total === undefined) return [];
    const { input } = single(total.from);
    if (local === undefined) return [{ input, used: [total.from] }];
    return [{ input: { ...input, local: localOf(local, localBefore) }, used: [local.from, total.from] }];
  }
  // Completeness is of an office's own form: a public record never had all its cells.
  if (metric === 'DQ-02') return picture.monthly === undefined ? [] : [single(picture.monthly)];
  const newestFirst = statements.filter((item) => item.rollType === 'assembly').toReversed();
  const revised = picture.final ?? picture.draft;
  const singles = newestFirst.map(single);
  if (revised === undefined) return singles;
  const whole: Gathered = {
    input: { ...base, exercise: picture.revision ?? 'SIR', counts: countsOf(revised.from), sir: sirOf(picture) },
    used: revisionStatements(picture),
  };
  return newestFirst[0] === picture.monthly
    ? [...singles.slice(0, 1), whole, ...singles.slice(1)]
    : [whole, ...singles];
}

function localOf(local: Told, before: Told | undefined): NonNullable<MetricInput['local']> {
  const [male, female] = [told(local.from, 'electorsMale')?.value, told(local.from, 'electorsFemale')?.value];
  return {
    total: local.value,
    footprint: local.from.footprint,
    ...(male === undefined ? {} : { male }),
    ...(female === undefined ? {} : { female }),
    ...datesOf(local.from),
    ...(before === undefined ? {} : { previousTotal: before.value }),
    ...(before?.from.asOn == null ? {} : { previousAsOn: before.from.asOn }),
  };
}

function revisionStatements({ before, draft, notInDraft, final }: RollPicture): Statement[] {
  return [before, draft, notInDraft, final].flatMap((item) => (item ? [item.from] : []));
}

function gather(metric: BoardMetric, picture: RollPicture, today: IsoDate): Gathered {
  const base = { level: 'S', today } as const;
  const { monthly } = picture;
  const isMonthlyNewest =
    monthly !== undefined && (monthly.asOn ?? '') >= (picture.final?.from.asOn ?? picture.draft?.from.asOn ?? '');
  const revision = { exercise: picture.revision ?? 'SIR', sir: sirOf(picture) } as const;
  const revisionUsed = revisionStatements(picture);
  switch (metric) {
    case 'FL-11':
      return {
        input: {
          ...base,
          ...revision,
          counts: counts({ notInDraft: picture.notInDraft, electorsBefore: picture.before }),
        },
        used: [picture.notInDraft, picture.before].flatMap((item) => (item ? [item.from] : [])),
      };
    case 'FL-03':
    case 'DQ-03': {
      if (isMonthlyNewest && monthly)
        return { input: { ...base, exercise: 'CU', counts: countsOf(monthly) }, used: [monthly] };
      const sir = metric === 'DQ-03' ? provenOf(picture) : revision.sir;
      return { input: { ...base, ...revision, sir, counts: {} }, used: revisionUsed };
    }
    case 'EN-04': {
      const { gender } = picture;
      return {
        input: {
          ...base,
          exercise: gender ? exerciseOf(gender.male.from) : 'CU',
          counts: counts({ electorsMale: gender?.male, electorsFemale: gender?.female }),
        },
        used: gender ? [gender.male.from] : [],
      };
    }
    case 'FL-14': {
      const total = picture.pending && told(picture.pending.from, 'electorsTotal');
      return {
        input: {
          ...base,
          exercise: 'SIR',
          counts: counts({ electorsPendingAdjudication: picture.pending, electorsTotal: total }),
        },
        used: picture.pending ? [picture.pending.from] : [],
      };
    }
    case 'PS-02':
      return {
        input: { ...base, exercise: 'CU', counts: counts({ electorsTotal: picture.total, parts: picture.stations }) },
        used: [picture.total, picture.stations].flatMap((item) => (item ? [item.from] : [])),
      };
    case 'DQ-01': {
      const newest = picture.total?.from;
      const reportedOn = newest === undefined ? undefined : reportedDay(newest);
      const inExercise = picture.draft !== undefined && picture.final === undefined;
      return {
        input: { ...base, exercise: 'CU', counts: {}, inExercise, ...(reportedOn === undefined ? {} : { reportedOn }) },
        used: newest === undefined ? [] : [newest],
      };
    }
    case 'LR-01': {
      const { local, total } = picture;
      return {
        input: {
          ...base,
          exercise: 'CU',
          counts: counts({ electorsTotal: total }),
          ...(local === undefined ? {} : { local: { total: local.value, footprint: local.from.footprint } }),
        },
        used: [local, total].flatMap((item) => (item ? [item.from] : [])),
      };
    }
  }
}

function sirOf(picture: RollPicture): NonNullable<MetricInput['sir']> {
  const sir: NonNullable<MetricInput['sir']> = {};
  if (picture.before) sir.before = picture.before.value;
  if (picture.draft) sir.draft = picture.draft.value;
  if (picture.final) sir.final = picture.final.value;
  if (picture.notInDraft) sir.notInDraft = picture.notInDraft.value;
  if (picture.coAdded) sir.coAdded = picture.coAdded.value;
  if (picture.coDeleted) sir.coDeleted = picture.coDeleted.value;
  return sir;
}

/**
 * The figures a roll-forward may be checked on: a rounded one leaves a residual that means nothing, and one that was
 * derived from the identity itself would always close it.
 */
function provenOf(picture: RollPicture): NonNullable<MetricInput['sir']> {
  const { stateCode, revision, before, draft, final, notInDraft, coAdded, coDeleted } = picture;
  const proven = defined({
    before: proves(before, 'electorsTotal'),
    draft: proves(draft, 'electorsTotal'),
    final: proves(final, 'electorsTotal'),
    notInDraft: proves(notInDraft, 'notInDraft'),
    coAdded: proves(coAdded, 'coAdded'),
    coDeleted: proves(coDeleted, 'coDeleted'),
  });
  return sirOf({ stateCode, revision, ...proven });
}

/** The figure, if a roll-forward may be checked on it: published as counted, or worked out without that identity. */
export function proves(item: Told | undefined, measure: string): Told | undefined {
  const figure = item?.from.figures[measure];
  const isCircular = figure?.precision === 'derived' && /\bbefore\b|\bfinal -/.test(figure.note ?? '');
  return figure === undefined || figure.precision === 'rounded' || isCircular ? undefined : item;
}

function defined(items: Record<string, Told | undefined>): Record<string, Told> {
  return Object.fromEntries(Object.entries(items).flatMap(([name, item]) => (item ? [[name, item]] : [])));
}

function counts(items: { [Key in keyof Counts]?: Told | undefined }): Counts {
  return Object.fromEntries(Object.entries(items).flatMap(([measure, item]) => (item ? [[measure, item.value]] : [])));
}
