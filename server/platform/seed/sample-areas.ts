// The rehearsal country below the State: districts, two quarters of constituency, district and State sums, parts of four
// States, the other tables of the roll, and a few local bodies. Never a row of a real area, file or office.

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Insertable, Kysely } from 'kysely';
import {
  addDays,
  type IsoDate,
  istDay,
  lastFullPeriod,
  periodEnd,
  qualifyingDateOn,
  shiftPeriod,
} from '#shared/kernel/time.ts';
import type { Database } from '../tables.ts';
import { batchesOf } from './rows.ts';
import type { Revision } from './sample-figures.ts';
import {
  type AreaRow,
  attachParts,
  createParts,
  insertAreaCounts,
  insertImport,
  insertParts,
  removeImports,
  type SampleImport,
  sampleSource,
} from './sample-imports.ts';
import { addLocalBodies } from './sample-local.ts';
import { districtsOf, type PartRow, type PartsState, type Round } from './sample-parts.ts';
import { type AreaFigures, sumsOf } from './sample-sums.ts';
import { type AreaTable, areaTables, revisionProgressOf, tableOf } from './sample-tables.ts';

/** A State as the rehearsal has it at the end of the newest full month. */
export interface AreasState extends PartsState {
  revision: Revision | undefined;
}

/** States whose parts are rehearsed one by one; of the others there are sums only. */
const withParts: readonly string[] = ['IN-GA', 'IN-KL', 'IN-PY', 'IN-SK'];
const withBodies = 'IN-KL';
const places = { previous: 1, current: 2, tables: 3, progress: 8, schedule: 9, local: 10 } as const;

/** The day whose roll the newest rehearsal parts show: the end of the last full month before `now`. */
export function areasDay(now: Date): IsoDate {
  return periodEnd(lastFullPeriod(istDay(now)));
}

/** Enters the rehearsal below the State; none must be there. Call it in a transaction. */
export async function addSampleAreas(tx: Kysely<Database>, states: readonly AreasState[], now: Date): Promise<void> {
  await insertDistricts(tx, states);
  const asOf = areasDay(now);
  const quarterBefore = periodEnd(shiftPeriod(asOf.slice(0, 7), -3));
  const before = await makeSnapshot(states, 'previous');
  // The database writes one quarter while the next is made: half the time, and both processors at work.
  const [current] = await Promise.all([
    makeSnapshot(states, 'current'),
    saveSnapshot(tx, before, { place: places.previous, asOf: quarterBefore, now }),
  ]);
  const [tables] = await Promise.all([
    makeTables(current.sums),
    saveSnapshot(tx, current, { place: places.current, asOf, now }),
  ]);
  await saveTables(tx, tables, asOf, now);
  await addRevisions(tx, states, current.sums, asOf, now);
  const bodiesParts = current.parts.get(withBodies) ?? [];
  if (bodiesParts.length > 0) await addLocalBodies(tx, withBodies, bodiesParts, { place: places.local, now });
}

/** Takes the rehearsal below the State out again, whole. */
export async function removeSampleAreas(tx: Kysely<Database>): Promise<void> {
  await removeImports(tx);
  await tx.deleteFrom('area').where('isSample', '=', true).execute();
}

async function insertDistricts(tx: Kysely<Database>, states: readonly AreasState[]): Promise<void> {
  const districts = states.flatMap((state) =>
    districtsOf(state).map((district) => ({
      ...district,
      stateCode: state.code,
      kind: 'district' as const,
      source: sampleSource,
      isSample: true,
    })),
  );
  for (const rows of batchesOf(districts)) await tx.insertInto('area').values(rows).execute();
}

type Sums = ReadonlyMap<string, readonly AreaFigures[]>;

/** One quarter: the sums of every State, and the parts of those that have them. */
interface Snapshot {
  sums: Sums;
  parts: ReadonlyMap<string, readonly PartRow[]>;
}

/** Others get their turn after every State: making a quarter takes most of a second. */
async function makeSnapshot(states: readonly AreasState[], round: Round): Promise<Snapshot> {
  const sums = new Map<string, readonly AreaFigures[]>();
  const parts = new Map<string, readonly PartRow[]>();
  for (const state of states) {
    await nextTurn();
    const rows: PartRow[] = [];
    const keep = withParts.includes(state.code) ? (row: PartRow) => rows.push(row) : undefined;
    sums.set(state.code, sumsOf(state, round, keep));
    if (keep !== undefined) parts.set(state.code, rows);
  }
  return { sums, parts };
}

async function saveSnapshot(
  tx: Kysely<Database>,
  { sums, parts }: Snapshot,
  { place, asOf, now }: { place: number; asOf: IsoDate; now: Date },
): Promise<void> {
  const counted = new Map([...sums.keys()].map((code) => [code, parts.get(code)?.length ?? 0]));
  const no = await insertImport(tx, nationFile('part_snapshot', place, asOf, counted), now);
  await insertAreaCounts(tx, no, rowsOf(sums));
  await createParts(tx, no);
  for (const [code, rows] of parts) await insertParts(tx, no, code, rows);
  await attachParts(tx, no);
}

type Tables = ReadonlyMap<AreaTable, ReadonlyMap<string, readonly AreaFigures[]>>;

/** Cohorts, population, forms, deletions and quality: by district and State, in the four States by constituency too. */
async function makeTables(sums: Sums): Promise<Tables> {
  const tables = new Map<AreaTable, Map<string, readonly AreaFigures[]>>();
  for (const table of areaTables) {
    await nextTurn();
    const made = new Map<string, readonly AreaFigures[]>();
    for (const [code, areas] of sums) {
      const figures = tableOf(table, code, areas);
      made.set(code, withParts.includes(code) ? figures : figures.filter(({ level }) => level !== 'A'));
    }
    tables.set(table, made);
  }
  return tables;
}

async function saveTables(tx: Kysely<Database>, tables: Tables, asOf: IsoDate, now: Date): Promise<void> {
  for (const [index, [table, made]] of [...tables].entries()) {
    const rows = rowsOf(made, attributesOf(table, asOf));
    const states = new Map([...made.keys()].map((code) => [code, 0]));
    const no = await insertImport(tx, nationFile(table, places.tables + index, asOf, states, rows.length), now);
    await insertAreaCounts(tx, no, rows);
  }
}

function attributesOf(table: AreaTable, asOf: IsoDate): Record<string, string> {
  if (table === 'population_reference') return { basis: 'other', ref_date: qualifyingDateOn(asOf) };
  if (table !== 'roll_flow') return {};
  return { period_from: addDays(periodEnd(shiftPeriod(asOf.slice(0, 7), -3)), 1), period_to: asOf };
}

/** Progress and schedule of the revisions that the rehearsal has, as far as they had come on the day. */
async function addRevisions(
  tx: Kysely<Database>,
  states: readonly AreasState[],
  sums: Sums,
  asOf: IsoDate,
  now: Date,
): Promise<void> {
  const revised = states.flatMap(({ code, revision }) =>
    revision === undefined || revision.draftOn > asOf ? [] : [{ code, revision }],
  );
  if (revised.length === 0) return;
  const progress = new Map(
    revised.map(({ code, revision }) => [
      code,
      revisionProgressOf(code, revision, sums.get(code) ?? [], revision.finalOn <= asOf),
    ]),
  );
  const covered = new Map(revised.map(({ code }) => [code, 0]));
  const rows = rowsOf(progress);
  const stage: Pick<SampleImport, 'exerciseType' | 'stage'> = { exerciseType: 'SIR', stage: 'draft' };
  const progressFile = nationFile('sir_progress', places.progress, asOf, covered, rows.length);
  await insertAreaCounts(tx, await insertImport(tx, { ...progressFile, ...stage }, now), rows);
  const planned = revised.flatMap(({ code, revision }) => scheduleOf(code, revision, asOf));
  const scheduleFile = nationFile('exercise_schedule', places.schedule, asOf, covered, planned.length);
  const importNo = await insertImport(tx, { ...scheduleFile, ...stage }, now);
  for (const batch of batchesOf(planned.map((row) => ({ importNo, ...row }))))
    await tx.insertInto('revisionSchedule').values(batch).execute();
}

type Planned = Omit<Insertable<Database['revisionSchedule']>, 'importNo'>;

/** The plan of a revision, and the new plan of those whose claims took longer than the usual 61 days. */
function scheduleOf(stateCode: string, { draftOn, finalOn }: Revision, asOf: IsoDate): Planned[] {
  const firstFinal = addDays(draftOn, 61) < finalOn ? addDays(draftOn, 61) : finalOn;
  function plan(final: IsoDate): Pick<Planned, 'milestone' | 'plannedDate'>[] {
    return [
      { milestone: 'pre_revision', plannedDate: addDays(draftOn, -75) },
      { milestone: 'enum_start', plannedDate: addDays(draftOn, -45) },
      { milestone: 'enum_end', plannedDate: addDays(draftOn, -9) },
      { milestone: 'draft', plannedDate: draftOn },
      { milestone: 'claims_end', plannedDate: addDays(draftOn, 30) },
      { milestone: 'disposal_end', plannedDate: addDays(final, -10) },
      { milestone: 'health_check', plannedDate: addDays(final, -4) },
      { milestone: 'final', plannedDate: final },
    ];
  }
  const first = plan(firstFinal);
  const now = plan(finalOn);
  const revisedOn = addDays(draftOn, 40);
  return first.flatMap((row, index): Planned[] => {
    const later = now[index];
    const isMoved = later !== undefined && later.plannedDate !== row.plannedDate && revisedOn <= asOf;
    function done(day: IsoDate): IsoDate | null {
      return day <= asOf ? day : null;
    }
    const common = { stateCode, orderRef: sampleSource };
    if (!isMoved) return [{ ...common, ...row, revisionNo: 0, revisedOn: null, actualDate: done(row.plannedDate) }];
    return [
      { ...common, ...row, revisionNo: 0, revisedOn: null, actualDate: null },
      { ...common, ...later, revisionNo: 1, revisedOn, actualDate: done(later.plannedDate) },
    ];
  });
}

/** A file of the nation, sent by the Commission. */
function nationFile(
  dataset: SampleImport['dataset'],
  place: number,
  asOf: IsoDate,
  states: ReadonlyMap<string, number>,
  rows = [...states.values()].reduce((sum, count) => sum + count, 0),
): SampleImport {
  const roll = { rollType: 'assembly', exerciseType: 'CU', stage: 'continuous' } as const;
  return {
    place,
    dataset,
    stateCode: null,
    bodyId: 'ECI',
    ...roll,
    rows,
    states,
    qualifyingDate: qualifyingDateOn(asOf),
    asOf,
  };
}

function rowsOf(sums: Sums, attributes: Record<string, string> = {}): AreaRow[] {
  return [...sums].flatMap(([stateCode, areas]) => areas.map((area) => ({ ...area, stateCode, attributes })));
}
