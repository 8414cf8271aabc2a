// The rows of a bulletin from published statements and files. Real figures first: a sample one stands only where no real
// one answers, is marked, and never enters a residual, a total or a finding beside real ones.

import { pick, proves, type Statement, type Thresholds } from '#server/modules/roll-health/service.ts';
import { istDay } from '#shared/kernel/time.ts';
import { formSteps, rollColumns } from '#shared/modules/bulletins/rules.ts';
import type { Bulletin, Cell, Row } from '#shared/modules/bulletins/schema.ts';
import { metricIds } from '#shared/modules/roll-health/catalogue-limits.ts';
import { forms } from '#shared/modules/roll-health/catalogue-measures.ts';
import { draftIdentity, finalIdentity, rollForward, sumResidual } from '#shared/modules/roll-health/checks.ts';
import { statedReasons } from '#shared/modules/roll-health/checks-record.ts';
import { evaluate, type MetricInput } from '#shared/modules/roll-health/rules.ts';
import type { Counts, MetricId } from '#shared/modules/roll-health/schema.ts';

type Exercise = Bulletin['exercise'];

/** A count with the statement that carries it and the measure under which it stands there. */
interface Found {
  value: number;
  precision: Cell['precision'];
  derivation: string | null;
  measure: string;
  from: Statement;
}

/** Counts by column, and a few that stand in no column of their own. */
type Figures = Readonly<Record<string, Found | undefined>>;

/** What every metric of a row is computed with, beside its counts. */
type Base = Pick<MetricInput, 'exercise' | 'level' | 'today'> & { thresholds: Thresholds };

/** What one State has published of one kind of revision. */
export interface StateRecord {
  stateCode: string;
  phase: string | null;
  statements: readonly Statement[];
  files: readonly FormFile[];
  /** The limits in force in the State on the day. */
  thresholds: Thresholds;
}

/** A file of forms as if it were a statement; `covered` of `seats` constituencies when it names fewer than all. */
export interface FormFile {
  statement: Statement;
  partial: { covered: number; seats: number } | undefined;
}

/** The State's row in both tables; undefined when nothing of the kind was published. */
export function toRows(record: StateRecord, exercise: Exercise, day: string): { roll: Row; claims: Row } | undefined {
  const real = readFigures(record, exercise, false);
  const filled = fillGaps(real, readFigures(record, exercise, true));
  if (Object.values(filled).every((found) => found === undefined)) return undefined;
  const { stateCode, phase, thresholds } = record;
  const base: Base = { exercise, level: 'S', today: day, thresholds };
  const isRehearsal = Object.values(real).every((found) => found === undefined);
  const partials = new Set(record.files.flatMap(({ statement, partial }) => (partial ? [statement.id] : [])));
  const cells = Object.fromEntries(
    rollColumns[exercise].map(({ key, kind }): [string, Cell] => {
      if (kind === 'count') return [key, countCell(filled[key], whyBlank(key, filled), partials)];
      const own = computedCell(key, base, real);
      const computed = own.value === null ? computedCell(key, base, filled) : own;
      const isReal = own.value !== null || computed.value === null;
      return [key, isReal ? own : computed];
    }),
  );
  const claims = Object.fromEntries(
    formMeasures.map((measure) => [measure, countCell(filled[measure], 'no_figure', partials)]),
  );
  const head = { stateCode, phase, isRehearsal };
  return { roll: { ...head, cells }, claims: { ...head, cells: claims } };
}

const formMeasures = forms.flatMap((form) => formSteps.map((step) => `form${form}${step}`));

/** Sample counts where there is no real one; reasons only together with the number they are reasons of. */
function fillGaps(real: Figures, sample: Figures): Figures {
  const gaps = Object.entries(sample).filter(
    ([key]) => real[key] === undefined && !(key.startsWith('nid') && real['notInDraft'] !== undefined),
  );
  return { ...real, ...Object.fromEntries(gaps) };
}

function readFigures(record: StateRecord, exercise: Exercise, isSample: boolean): Figures {
  const own = record.statements.filter((item) => item.isSample === isSample);
  const files = record.files.flatMap(({ statement }) => (statement.isSample === isSample ? [statement] : []));
  const read = exercise === 'SIR' ? readSir(own, files) : exercise === 'SR' ? readSr(own) : readSummary(own);
  return {
    ...read,
    ...Object.fromEntries(formMeasures.map((measure) => [measure, find([...own, ...files], measure)])),
  };
}

function readSir(own: readonly Statement[], files: readonly Statement[]): Figures {
  const [befores, drafts, finals] = [stage(own, 'before'), stage(own, 'draft'), stage(own, 'final')];
  const notInDraft = find(drafts, 'notInDraft');
  const pending = find(own, 'electorsPendingAdjudication');
  const final = find(finals, 'electorsTotal');
  return {
    before: find(befores, 'electorsTotal') ?? find(own, 'electorsBefore'),
    efCollected: find(own, 'efCollected') ?? find(files, 'efCollected'),
    draft: find(drafts, 'electorsTotal'),
    notInDraft,
    ...readReasons(notInDraft?.from),
    final,
    // An office's form calls the additions and deletions of the claims stage just that.
    coAdded: find(finals, 'coAdded') ?? find(finals, 'additions'),
    coDeleted: find(finals, 'coDeleted') ?? find(finals, 'deletions'),
    pending,
    pendingOf: pending && (find([pending.from], 'electorsTotal') ?? final),
    ...readGenders(finals.length > 0 ? finals : drafts),
  };
}

/** Reasons of absence from the draft that may be added; shifted and absent as one, as most States publish them. */
function readReasons(from: Statement | undefined): Figures {
  if (from === undefined) return {};
  const counts: Counts = Object.fromEntries(Object.entries(from.figures).map(([name, { value }]) => [name, value]));
  const reasons = new Map(statedReasons(counts, 'notInDraft').map(({ measure }) => [measure, find([from], measure)]));
  const halves = [reasons.get('nidShifted'), reasons.get('nidAbsent')].filter((half) => half !== undefined);
  const [half] = halves;
  const sum: Found | undefined = half && {
    ...half,
    value: halves.reduce((total, { value }) => total + value, 0),
    precision: halves.some(({ precision }) => precision === 'rounded')
      ? 'rounded'
      : halves.length > 1
        ? 'derived'
        : 'exact',
    derivation: halves.map(({ measure }) => measure).join(' + '),
  };
  return {
    nidDead: reasons.get('nidDead'),
    nidMoved: reasons.get('nidShiftedAbsent') ?? sum,
    nidDuplicate: reasons.get('nidDuplicate'),
    nidOther: reasons.get('nidOther'),
  };
}

function readSr(own: readonly Statement[]): Figures {
  const finals = stage(own, 'final');
  const final = find(finals, 'electorsTotal');
  const pending = find(own, 'electorsPendingAdjudication');
  const opening = final && find([final.from], 'opening');
  return {
    before: find(stage(own, 'before'), 'electorsTotal') ?? opening,
    draft: find(stage(own, 'draft'), 'electorsTotal'),
    opening,
    additions: final && find([final.from], 'additions'),
    deletions: final && find([final.from], 'deletions'),
    final,
    pending,
    pendingOf: pending && (find([pending.from], 'electorsTotal') ?? final),
    ...readGenders(finals),
  };
}

/** Summary revision and continuous updation: one statement carries the whole roll-forward. */
function readSummary(own: readonly Statement[]): Figures {
  const closings = own.filter((item) => item.stage !== 'before' && item.stage !== 'draft');
  const final = find(closings, 'electorsTotal');
  const from = final === undefined ? [] : [final.from];
  return {
    opening: find(from, 'opening'),
    additions: find(from, 'additions'),
    deletions: find(from, 'deletions'),
    draft: find(stage(own, 'draft'), 'electorsTotal'),
    final,
    ...readGenders(final === undefined ? stage(own, 'draft') : from),
  };
}

/** Women, men and third gender of one statement, the newest that gives the first two. */
function readGenders(statements: readonly Statement[]): Figures {
  const male = find(
    statements.filter((item) => item.figures['electorsFemale'] !== undefined),
    'electorsMale',
  );
  const from = male === undefined ? [] : [male.from];
  return {
    male,
    female: find(from, 'electorsFemale'),
    third: find(from, 'electorsThird'),
    genderTotal: find(from, 'electorsTotal'),
  };
}

function stage(statements: readonly Statement[], wanted: Statement['stage']): Statement[] {
  return statements.filter((item) => item.stage === wanted);
}

function find(statements: readonly Statement[], measure: string): Found | undefined {
  const from = pick(statements, measure)?.from;
  const figure = from?.figures[measure];
  if (from === undefined || figure === undefined) return undefined;
  return { value: figure.value, precision: figure.precision, derivation: figure.note, measure, from };
}

const blank: Cell = {
  value: null,
  reason: 'no_figure',
  precision: 'exact',
  isSample: false,
  isWhole: true,
  status: null,
  decimals: 0,
  of: null,
  day: null,
  dayNote: null,
  derivation: null,
};

const draftColumns = new Set(['efCollected', 'draft', 'notInDraft', 'nidDead', 'nidMoved', 'nidDuplicate', 'nidOther']);
const finalColumns = new Set(['coAdded', 'coDeleted', 'final', 'pending', 'male', 'female', 'third']);

/** A roll that is not on record, or one that is and does not state the figure. */
function whyBlank(key: string, figures: Figures): string {
  if (draftColumns.has(key)) return figures['draft'] === undefined ? 'no_roll' : 'not_stated';
  if (finalColumns.has(key)) return figures['final'] === undefined ? 'no_roll' : 'not_stated';
  return 'not_stated';
}

function countCell(found: Found | undefined, reason: string, partials: ReadonlySet<string>): Cell {
  if (found === undefined) return { ...blank, reason };
  const { value, precision, derivation, from } = found;
  return {
    ...blank,
    value,
    reason: null,
    precision,
    isSample: from.isSample,
    isWhole: !partials.has(from.id),
    day: from.asOn ?? (from.asOnNote === null ? istDay(from.publishedAt) : null),
    dayNote: from.asOn === null ? from.asOnNote : null,
    derivation,
  };
}

function computedCell(key: string, base: Base, figures: Figures): Cell {
  if (key === 'net') return netCell(base.exercise, figures);
  const id = metricIds.find((each) => each === key);
  return id === undefined ? residualCell(key, figures) : metricCell(id, base, figures);
}

/** Electors more or fewer than the roll the revision began with. */
function netCell(exercise: Exercise, figures: Figures): Cell {
  const from = figures[exercise === 'SIR' || exercise === 'SR' ? 'before' : 'opening'];
  const to = figures['final'];
  if (to === undefined) return { ...blank, reason: 'no_roll' };
  if (from === undefined) return { ...blank, reason: 'missing:opening' };
  return { ...blank, ...markOf([from, to]), reason: null, value: to.value - from.value, of: [to.value, from.value] };
}

/** What the residual of each identity needs, and the identity itself. Source: checks V01, V05 and V08. */
const identities: Readonly<
  Record<string, { needs: readonly string[]; sides: (...of: number[]) => { left: number; right: number } }>
> = {
  v08Draft: {
    needs: ['before', 'notInDraft', 'draft'],
    sides: (before = 0, notInDraft = 0, draft = 0) => draftIdentity({ before, notInDraft, draft }),
  },
  v08Final: {
    needs: ['draft', 'coAdded', 'coDeleted', 'final'],
    sides: (draft = 0, coAdded = 0, coDeleted = 0, final = 0) => finalIdentity({ draft, coAdded, coDeleted, final }),
  },
  v05: {
    needs: ['opening', 'additions', 'deletions', 'final'],
    sides: (opening = 0, additions = 0, deletions = 0, closing = 0) =>
      rollForward({ opening, additions, deletions, closing }),
  },
  v01: {
    needs: ['male', 'female', 'third', 'genderTotal'],
    sides: (male = 0, female = 0, third = 0, total = 0) => ({
      left: sumResidual([male, female, third], 0),
      right: total,
    }),
  },
};

/** Left side less right side, in electors, on published counts only: one worked out from the others would close it. */
function residualCell(key: string, figures: Figures): Cell {
  const { needs = [], sides } = identities[key] ?? {};
  const found = needs.flatMap((need) => figures[need] ?? []);
  if (sides === undefined || found.length < needs.length) {
    const isRollMissing = needs.some((need) => (need === 'draft' || need === 'final') && figures[need] === undefined);
    return { ...blank, reason: isRollMissing ? 'no_roll' : 'missing' };
  }
  if (found.some((each) => !isProven(each))) return { ...blank, reason: 'not_independent' };
  const { left, right } = sides(...found.map(({ value }) => value));
  return { ...blank, ...markOf(found), reason: null, value: left - right, of: [left, right] };
}

function isProven({ value, precision, measure, from }: Found): boolean {
  return proves({ value, isRounded: precision === 'rounded', from }, measure) !== undefined;
}

function metricCell(id: MetricId, base: Base, figures: Figures): Cell {
  const used = id === 'DQ-03' ? provenOf(figures) : figures;
  const result = evaluate(id, inputOf(base, used));
  if (result.status === 'not_computed') {
    const isRollMissing = figures['final'] === undefined && /^(?:FL-03|FL-14)$/.test(id);
    const isDraftMissing = figures['draft'] === undefined && id === 'FL-11';
    const isStated = id === 'FL-14' && figures['final'] !== undefined;
    const reason = isRollMissing || isDraftMissing ? 'no_roll' : isStated ? 'not_stated' : result.reason;
    return { ...blank, status: 'not_computed', reason };
  }
  const { status, display: value, decimals, of, reason = null } = result;
  const { SIR: ofSir, other = [] } = metricParts[id] ?? {};
  const parts = (base.exercise === 'SIR' ? (ofSir ?? other) : other).flatMap((part) => used[part] ?? []);
  return { ...blank, ...markOf(parts), value, decimals, of, status, reason };
}

/** The counts a metric is made of here, whose precision it takes. */
const metricParts: Readonly<Partial<Record<MetricId, { SIR?: readonly string[]; other: readonly string[] }>>> = {
  'FL-01': { other: ['additions', 'opening'] },
  'FL-02': { other: ['deletions', 'opening'] },
  'FL-03': { SIR: ['before', 'final'], other: ['opening', 'before', 'final'] },
  'FL-11': { other: ['notInDraft', 'before'] },
  'FL-14': { other: ['pending', 'pendingOf'] },
  'EN-04': { other: ['female', 'male'] },
  'DQ-03': {
    SIR: ['before', 'notInDraft', 'draft', 'coAdded', 'coDeleted', 'final'],
    other: ['opening', 'additions', 'deletions', 'final'],
  },
};

function provenOf(figures: Figures): Figures {
  return Object.fromEntries(Object.entries(figures).filter(([, found]) => found !== undefined && isProven(found)));
}

function inputOf(base: Base, figures: Figures): MetricInput {
  const { exercise } = base;
  const of = (measures: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(measures).flatMap(([name, key]) => {
        const found = figures[key];
        return found === undefined ? [] : [[name, found.value]];
      }),
    );
  const genders = { electorsMale: 'male', electorsFemale: 'female', electorsPendingAdjudication: 'pending' };
  if (exercise !== 'SIR') {
    const opening = exercise === 'SR' && figures['opening'] === undefined ? 'before' : 'opening';
    const counts = of({ ...genders, opening, additions: 'additions', deletions: 'deletions', electorsTotal: 'final' });
    return { ...base, counts };
  }
  const sir = { before: 'before', draft: 'draft', final: 'final', notInDraft: 'notInDraft' };
  const claims = { coAdded: 'coAdded', coDeleted: 'coDeleted' };
  const counts = of({ ...genders, electorsTotal: 'pendingOf' });
  return { ...base, counts, sir: of({ ...sir, ...claims }) };
}

function markOf(parts: readonly Found[]): Pick<Cell, 'precision' | 'isSample'> {
  const has = (precision: Found['precision']) => parts.some((part) => part.precision === precision);
  return {
    precision: has('rounded') ? 'rounded' : has('derived') ? 'derived' : 'exact',
    isSample: parts.some(({ from }) => from.isSample),
  };
}
