import { getMetric, listStatements, readLimits, type Statement } from '#server/modules/roll-health/service.ts';
import { prove } from '#server/platform/scope.ts';
import type { SignedInContext } from '#server/platform/trpc.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { istDay } from '#shared/kernel/time.ts';
import {
  claimColumns,
  knownExclusions,
  numberNotes,
  publishedTotals,
  rollColumns,
  totalOf,
  totalsOf,
} from '#shared/modules/bulletins/rules.ts';
import type { Bulletin, ColumnView, GetBulletin, Mark, Note, Row, Table } from '#shared/modules/bulletins/schema.ts';
import type { Counts } from '#shared/modules/roll-health/schema.ts';
import { listDifferences } from '#shared/modules/states/rules.ts';
import * as queries from './queries.ts';
import { type FormFile, type StateRecord, toRows } from './views.ts';

const readRoll = { object: 'assemblyRoll', act: 'read' } as const;

/**
 * The bulletin of one kind of revision as it stood at the end of the IST day `asOn`, or now: States with figures of it
 * by English name. @throws AppError `forbidden`, `invalid` for a day to come.
 */
export async function getBulletin(
  context: SignedInContext,
  { exercise, phase: asked, asOn }: GetBulletin,
): Promise<Bulletin> {
  prove(context.session, readRoll);
  const { db } = context;
  const now = context.clock.now();
  if (asOn !== undefined && asOn > istDay(now)) {
    throw new AppError('invalid', 'A page can be read as it stood on a day that has been, not on one to come.', [
      { reason: 'as_on.future', field: 'asOn' },
    ]);
  }
  const day = asOn ?? istDay(now);
  const phase = exercise === 'SIR' ? (asked ?? null) : null;
  const [states, all, forms, limits] = await Promise.all([
    queries.listStates(db),
    listStatements(db, asOn === undefined ? {} : { asOn }),
    queries.listFormRows(db, exercise, asOn),
    readLimits(db, day),
  ]);
  const own = all.filter((item) => item.rollType === 'assembly' && item.exerciseType === exercise && isOfRoll(item));
  const month = exercise === 'CU' ? monthOf(own) : null;
  const files = toFormFiles(forms, exercise, new Map(states.map(({ code, assemblySeats }) => [code, assemblySeats])));
  const records = states
    .filter(({ sirPhase }) => phase === null || sirPhase === phase)
    .map(({ code, sirPhase }): StateRecord => {
      const statements = own.filter((item) => item.stateCode === code && (month === null || item.period === month));
      return {
        stateCode: code,
        phase: exercise === 'SIR' ? sirPhase : null,
        statements,
        thresholds: limits(code),
        files: files.filter(({ statement }) => statement.stateCode === code && isOfMonth(statement, month)),
      };
    });
  const drawn = records.flatMap((record) => {
    const rows = toRows(record, exercise, day);
    return rows === undefined ? [] : [{ record, ...rows }];
  });
  const roll = toTable(
    'roll',
    rollColumns[exercise],
    drawn.map((each) => each.roll),
  );
  const claimRows = drawn.map((each) => each.claims);
  const given = new Set(
    claimRows.flatMap(({ cells }) => Object.keys(cells).filter((key) => cells[key]?.value != null)),
  );
  const claims = toTable(
    'claims',
    claimColumns((measure) => given.has(measure)),
    claimRows,
  );
  const tables = [roll, claims];
  const notes = [
    ...notesOfHeads(roll),
    ...drawn.flatMap(({ record, roll: row, claims: forms }) => [
      ...notesOfRecord(record),
      ...notesOfCells(row, roll.columns),
      ...notesOfForms(record, forms, claims.columns),
    ]),
    ...tables.flatMap(notesOfTotals),
    ...notesOfPublishedTotals(roll, exercise, phase),
  ];
  const shown = roll.columns.flatMap(({ metric }) => metric ?? []);
  const metrics = await Promise.all(shown.map((id) => getMetric(context, asOn === undefined ? { id } : { id, asOn })));
  return {
    exercise,
    phase,
    day,
    asOn: asOn ?? null,
    readAt: now.toISOString(),
    month,
    roll,
    claims,
    notes: numberNotes(tables, notes),
    metrics,
  };
}

/** Counts of stations and booth officers are filed under continuous updation and are no roll. */
function isOfRoll({ stage }: Statement): boolean {
  return stage !== 'stations' && stage !== 'poll';
}

/** The newest month with a real statement; of rehearsal statements only where there is no real one. */
function monthOf(statements: readonly Statement[]): string | null {
  const months = (isSample: boolean) =>
    statements.flatMap((item) => (item.isSample === isSample && item.period !== null ? [item.period] : [])).toSorted();
  return months(false).at(-1) ?? months(true).at(-1) ?? null;
}

function isOfMonth({ period }: Statement, month: string | null): boolean {
  return month === null || period === month;
}

function toTable(id: Table['id'], columns: readonly ColumnView[], rows: Row[]): Table {
  const kept = new Set(columns.map(({ key }) => key));
  const shown = rows.map((row) => ({
    ...row,
    cells: Object.fromEntries(Object.entries(row.cells).filter(([key]) => kept.has(key))),
  }));
  return { id, columns: [...columns], rows: shown, totals: totalsOf(columns, shown) };
}

/**
 * The States' counts of published files of forms: the State's own line, else the sum of its constituencies, for the
 * measures that every one of them gives.
 */
function toFormFiles(
  rows: readonly queries.FormRow[],
  exercise: Bulletin['exercise'],
  seatsOf: ReadonlyMap<string, number>,
): FormFile[] {
  const groups = Map.groupBy(rows, ({ importNo, stateCode }) => `${importNo}/${stateCode}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const whole = group.find(({ level }) => level === 'S');
    const areas = whole === undefined ? group.filter(({ level }) => level === 'A') : [];
    const seats = seatsOf.get(first.stateCode) ?? 0;
    const isPartial = areas.length > 0 && areas.length < seats;
    const counts = whole?.counts ?? sumOfAll(areas.map((area) => area.counts));
    return [
      {
        statement: toStatement(first, exercise, counts),
        partial: isPartial ? { covered: areas.length, seats } : undefined,
      },
    ];
  });
}

function sumOfAll(areas: readonly Counts[]): Counts {
  const [first = {}, ...others] = areas;
  const sums: Record<string, number> = {};
  for (const [measure, count] of Object.entries(first)) {
    const rest = others.map((area: Readonly<Record<string, number | undefined>>) => area[measure]);
    if (rest.every((each) => each !== undefined)) sums[measure] = rest.reduce<number>((sum, each) => sum + each, count);
  }
  return sums;
}

function toStatement(file: queries.FormRow, exercise: Bulletin['exercise'], counts: Counts): Statement {
  const precision = file.precision === 'exact' ? 'exact' : 'rounded';
  return {
    id: `${file.id}/${file.stateCode}`,
    stateCode: file.stateCode,
    bodyId: '',
    rollType: 'assembly',
    footprint: 'whole',
    exerciseType: exercise,
    exerciseRef: null,
    stage: file.stage === 'pre_draft' ? 'continuous' : file.stage,
    period: file.asOf.slice(0, 7),
    qualifyingDate: null,
    asOn: file.asOf,
    asOnNote: null,
    basis: file.isSample ? 'sample' : 'provisional',
    recordBasis: file.dataset,
    confidence: file.isSample ? 'sample' : 'office',
    source: file.sourceRef,
    note: null,
    isSample: file.isSample,
    erratum: file.erratum,
    publishedAt: file.publishedAt ?? new Date(0),
    figures: Object.fromEntries(
      Object.entries(counts).map(([measure, value]) => [measure, { value, precision, note: null }]),
    ),
  };
}

type Draft = Omit<Note, 'no'>;

function note(kind: Note['kind'], marks: Mark[], rest: Partial<Draft> = {}): Draft {
  return { kind, marks, state: null, counts: {}, text: null, metric: null, how: [], told: [], leftOut: [], ...rest };
}

function notesOfHeads({ columns }: Table): Draft[] {
  const at = (key: string): Mark => ({ table: 'roll', row: 'head', column: key });
  const metrics = columns.flatMap(({ key, metric }) =>
    metric === null ? [] : [note('metric', [at(key)], { metric })],
  );
  const residuals = columns.filter(({ kind }) => kind === 'residual').map(({ key }) => at(key));
  return [...metrics, note('residualHead', residuals)];
}

/** What the State's own statements say beside their figures, and where two of them differ. */
function notesOfRecord({ stateCode, statements }: StateRecord): Draft[] {
  const real = statements.filter((item) => !item.isSample);
  const state = stateCode;
  const name: Mark = { table: 'roll', row: stateCode, column: '' };
  const texts = new Set(real.flatMap((item) => item.note ?? []));
  const errata = new Set(real.flatMap((item) => item.erratum ?? []));
  const excluded = knownExclusions.filter(
    (known) =>
      known.stateCode === stateCode && real.some((item) => isPublic(item) && item.exerciseRef === known.exerciseRef),
  );
  return [
    ...excluded.map(({ covered, constituencies }) =>
      note('constituencies', [name], { state, counts: { covered, constituencies } }),
    ),
    ...(texts.size === 0 ? [] : [note('own', [name], { state, text: [...texts].join(' ') })]),
    ...[...errata].map((text) => note('erratum', [name], { state, text })),
    ...clubbedOther(stateCode, real),
    ...differences(stateCode, real),
  ];
}

function isPublic({ basis }: Statement): boolean {
  return basis === 'public_record';
}

/** Shifted and absent given as one number that takes in "other" too: the halves are shown, and nothing is added twice. */
function clubbedOther(state: string, statements: readonly Statement[]): Draft[] {
  return statements.flatMap(({ figures }) => {
    const [clubbed, shifted, absent, other] = ['nidShiftedAbsent', 'nidShifted', 'nidAbsent', 'nidOther'].map(
      (measure) => figures[measure]?.value,
    );
    if (clubbed === undefined || shifted === undefined || absent === undefined || !other) return [];
    if (clubbed !== shifted + absent + other) return [];
    const marks = ['nidMoved', 'nidOther'].map((column): Mark => ({ table: 'roll', row: state, column }));
    return [note('clubbedOther', marks, { state, counts: { clubbed, shifted, absent, other } })];
  });
}

const stageColumns: Readonly<Record<string, string>> = { before: 'before', draft: 'draft' };

function differences(state: string, statements: readonly Statement[]): Draft[] {
  const views = statements.map((statement) => {
    const { recordBasis: _, figures, publishedAt, ...rest } = statement;
    return {
      ...rest,
      publishedAt: publishedAt.toISOString(),
      figures: Object.entries(figures).map(([measure, figure]) => ({ measure, ...figure })),
    };
  });
  return listDifferences(views).map(({ measure, told }) => {
    const tellings = told.map(({ statementId, value, precision }) => ({
      value,
      precision,
      source: views.find(({ id }) => id === statementId)?.source ?? '',
    }));
    const stage = views.find(({ id }) => id === told[0]?.statementId)?.stage ?? '';
    const table = measure.startsWith('form') ? 'claims' : 'roll';
    const column = measure === 'electorsTotal' ? (stageColumns[stage] ?? 'final') : measure;
    return note('differ', [{ table, row: state, column }], { state, told: tellings });
  });
}

/** Pending entries, residuals and derived counts of one row; of rehearsal figures nothing is noted. */
function notesOfCells({ stateCode: state, cells }: Row, columns: readonly ColumnView[]): Draft[] {
  const at = (column: string): Mark => ({ table: 'roll', row: state, column });
  const real = columns.flatMap((column) => {
    const cell = cells[column.key];
    return cell === undefined || cell.value === null || cell.isSample ? [] : [{ ...column, cell, value: cell.value }];
  });
  const pending = real.filter(({ key, value }) => key === 'pending' && value > 0);
  const residuals = real.filter(({ kind, value }) => kind === 'residual' && value !== 0);
  const derived = real.filter(({ kind, cell }) => kind === 'count' && cell.derivation !== null);
  return [
    ...pending.map(({ value }) => note('pending', [at('final'), at('pending')], { state, counts: { pending: value } })),
    ...residuals.map(({ key, value, cell: { of } }) =>
      note('residual', [at(key)], { state, counts: { residual: value, left: of?.[0] ?? 0, right: of?.[1] ?? 0 } }),
    ),
    ...(derived.length === 0
      ? []
      : [
          note(
            'derived',
            derived.map(({ key }) => at(key)),
            { state, how: derived.map(({ key, cell }) => ({ column: key, derivation: cell.derivation ?? '' })) },
          ),
        ]),
  ];
}

function notesOfForms({ files }: StateRecord, { stateCode, cells }: Row, columns: readonly ColumnView[]): Draft[] {
  const isShown = columns.some(({ key }) => cells[key]?.isWhole === false);
  const partial = isShown ? files.find((file) => file.partial !== undefined)?.partial : undefined;
  if (partial === undefined) return [];
  const { covered, seats: constituencies } = partial;
  const marks: Mark[] = [{ table: 'claims', row: stateCode, column: '' }];
  return [note('partialForms', marks, { state: stateCode, counts: { covered, constituencies } })];
}

/** One note for all columns that leave out the same States for the same reasons. */
function notesOfTotals({ id, columns, totals }: Table): Draft[] {
  const groups = Map.groupBy(
    columns.filter(({ key }) => (totals[key]?.leftOut.length ?? 0) > 0 && (totals[key]?.used ?? 0) > 0),
    ({ key }) => JSON.stringify(totals[key]?.leftOut),
  );
  return [...groups.values()].map((group) => {
    const { used = 0, of = 0, leftOut = [] } = totals[group[0]?.key ?? ''] ?? {};
    // A percent stands in the cell of its count: one mark is enough for both.
    const upper = group.filter(({ under }) => !group.some(({ key }) => key === under));
    const marks = upper.map(({ key }): Mark => ({ table: id, row: 'total', column: key }));
    return note('leftOut', marks, { counts: { used, of }, leftOut });
  });
}

/** The published totals of several States against the sum of the rows they are of. */
function notesOfPublishedTotals(roll: Table, exercise: Bulletin['exercise'], phase: Bulletin['phase']): Draft[] {
  return publishedTotals
    .filter((each) => each.exercise === exercise && (phase === null || each.phase === phase))
    .flatMap(({ phase: of, column, value, source }) => {
      const sum = totalOf(
        { key: column, kind: 'count' },
        roll.rows.filter((row) => row.phase === of),
      );
      if (sum.value === null) return [];
      const counts = { published: value, sum: sum.value, states: sum.used };
      return [note('aggregate', [{ table: 'roll', row: 'total', column }], { text: source, counts })];
    });
}
