// Rehearsal readiness: parameters, returns by district as of a week ago and of now, their sums, and machines. Made up, the
// same on every machine, and within the rules that real returns must pass.

import type { Insertable, Kysely } from 'kysely';
import { addDays, type IsoDate, istDay } from '#shared/kernel/time.ts';
import { type Item, items } from '#shared/modules/logistics/catalogue-items.ts';
import type { ParameterId } from '#shared/modules/logistics/catalogue-parameters.ts';
import { expectedOn, termOf } from '#shared/modules/logistics/rules.ts';
import { hasItem } from '#shared/modules/logistics/rules-anchors.ts';
import { requiredOf } from '#shared/modules/logistics/rules-required.ts';
import { type Settings, settingsOn } from '#shared/modules/logistics/rules-settings.ts';
import { facetsOf, packSums, sumsOf, valuesOf } from '#shared/modules/logistics/rules-sums.ts';
import type { Database } from '../tables.ts';
import { batchesOf, stableId } from './rows.ts';
import { addSampleExercises, pollOf, type SampleExercise, sampleExercises } from './sample-exercises.ts';
import { type Dice, diceOf } from './sample-figures.ts';
import { addSamplePositions, commissionsOf, removeSamplePositions } from './sample-positions.ts';

const source = 'Rehearsal, not a record';
const week = 7;

interface Round {
  /** 0: now; 7: a week ago. */
  daysAgo: number;
  at: Date;
  until: Date | null;
}

interface Made {
  parameters: { districtCode: string; parameter: ParameterId; value: number }[];
  /** `required` where no norm exists and the office has set it. */
  own: ReadonlyMap<string, number>;
}

/** Enters rehearsal exercises with their readiness, and machines. Districts must be there. Call it in a transaction. */
export async function addSampleLogistics(tx: Kysely<Database>, now: Date): Promise<void> {
  const districts = await listDistricts(tx);
  await addSampleExercises(tx, districts, now);
  const settings = await readSettings(tx);
  for (const exercise of sampleExercises) {
    const known = (districts.get(exercise.stateCode) ?? []).slice(0, exercise.districts);
    const codes = known.length === 0 ? [exercise.stateCode] : known;
    const ruled = settings(exercise, istDay(now));
    const made = makeParameters(exercise, codes, ruled);
    const rows = made.parameters.map((row) => ({
      id: stableId('parameter', exercise.id, row.districtCode, row.parameter),
      exerciseId: exercise.id,
      ...row,
      source,
      recordedAt: backBy(now, week + 1),
      isSample: true,
    }));
    for (const batch of batchesOf(rows)) await tx.insertInto('logisticsParameter').values(batch).execute();
    for (const round of [
      { daysAgo: week, at: backBy(now, week), until: now },
      { daysAgo: 0, at: now, until: null },
    ]) {
      await addReturns(tx, { exercise, codes, made, ruled, now }, round);
    }
  }
  await addSamplePositions(tx, districts, now);
}

/** Takes the rehearsal exercises out with all that hangs on them, and the machines. */
export async function removeSampleLogistics(tx: Kysely<Database>): Promise<void> {
  await removeSamplePositions(tx);
  await tx.deleteFrom('exercise').where('isSample', '=', true).execute();
}

async function listDistricts(tx: Kysely<Database>): Promise<Map<string, string[]>> {
  const rows = await tx
    .selectFrom('area')
    .select(['stateCode', 'code'])
    .where('kind', '=', 'district')
    .where('validTo', 'is', null)
    .where(
      'stateCode',
      'in',
      sampleExercises.map(({ stateCode }) => stateCode),
    )
    .orderBy('stateCode')
    .orderBy('code')
    .execute();
  const byState = new Map<string, string[]>();
  for (const { stateCode, code } of rows) byState.set(stateCode, [...(byState.get(stateCode) ?? []), code]);
  return byState;
}

async function readSettings(tx: Kysely<Database>) {
  const rows = await tx
    .selectFrom('logisticsSetting')
    .select(['bodyId', 'setting', 'value', 'source', 'validFrom', 'recordedAt'])
    .orderBy('recordedAt')
    .execute();
  const known = rows.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }));
  const bodies = await commissionsOf(tx);
  return ({ bodyKind, stateCode }: SampleExercise, day: IsoDate): Settings =>
    settingsOn(known, bodyKind === 'eci' ? `CEO-${stateCode}` : (bodies.get(stateCode) ?? null), day);
}

/** Stations, electors and the like of each district; what has no norm set by hand, but for vehicles and trainers. */
function makeParameters(exercise: SampleExercise, codes: readonly string[], ruled: Settings): Made {
  const parameters: Made['parameters'] = [];
  const own = new Map<string, number>();
  const dice = diceOf(exercise.id, 'parameters');
  if (exercise.reserve !== undefined) {
    parameters.push({ districtCode: '', parameter: 'resCuFlc', value: exercise.reserve });
  }
  for (const districtCode of codes) {
    const psMain = 160 + Math.floor(dice() * 900);
    const values: [ParameterId, number][] = [
      ['psMain', psMain],
      ['psAux', Math.floor(psMain * 0.04 * dice())],
      ['electors', psMain * (700 + Math.floor(dice() * 200))],
      ['unitsOfElection', 2 + Math.floor(dice() * 9)],
      ['warehouses', 1 + Math.floor(dice() * 3)],
    ];
    for (const [parameter, value] of values) parameters.push({ districtCode, parameter, value });
    for (const item of items) {
      const { isForBodyToSet } = requiredOf(item.id, {}, exercise.bodyKind === 'eci', ruled);
      if (!isForBodyToSet || item.id === 'vehicles' || item.id === 'trainers') continue;
      const share = item.id === 'state_police' ? 3 : item.id === 'capf' ? 0.01 : 0.05;
      own.set(`${districtCode}/${item.id}`, Math.max(1, Math.round(psMain * share)));
    }
  }
  return { parameters, own };
}

interface Task {
  exercise: SampleExercise;
  codes: readonly string[];
  made: Made;
  ruled: Settings;
  now: Date;
}

async function addReturns(tx: Kysely<Database>, task: Task, round: Round): Promise<void> {
  const { exercise, codes, made, ruled, now } = task;
  const day = addDays(istDay(now), -round.daysAgo);
  const equipped = { bodyKind: exercise.bodyKind, kind: exercise.kind, method: exercise.method };
  const rows = items
    .filter((item) => hasItem(item, equipped))
    .flatMap((item) => facetsOf(item).flatMap((facet) => itemRows(task, item, facet, day, round)));
  for (const batch of batchesOf(rows)) await tx.insertInto('itemStatus').values(batch).execute();
  const sums = sumsOf({
    exercise: equipped,
    districts: codes,
    isWholeState: codes[0] === exercise.stateCode,
    parameters: made.parameters,
    returns: rows,
    settings: ruled,
  });
  await tx
    .insertInto('readinessDay')
    .values({ exerciseId: exercise.id, day, sums: packSums(sums) })
    .execute();
}

function itemRows({ exercise, codes, made, ruled, now }: Task, item: Item, facet: string, day: IsoDate, round: Round) {
  const poll = pollOf(exercise, now);
  const anchors = { poll, counting: addDays(poll, 3), withdrawal: addDays(poll, -16), houseVisit: null };
  const term = termOf(item, anchors, ruled);
  const expected = term === 'standing' || 'missing' in term ? 94 : expectedOn(term, day);
  // Some items of an exercise lag in every district, so that the board has all colours.
  const lag = lagOf(diceOf(exercise.id, item.id, facet, 'lag')());
  return codes.flatMap((districtCode) => {
    const dice = diceOf(exercise.id, item.id, facet, districtCode);
    // A district in twelve has sent nothing for the item yet.
    if (dice() < 0.08) return [];
    const required = made.own.get(`${districtCode}/${item.id}`) ?? null;
    const values = valuesOf(made.parameters, districtCode, districtCode === exercise.stateCode);
    const needed = required ?? requiredOf(item.id, values, exercise.bodyKind === 'eci', ruled).required;
    if (needed === null) return [];
    const figure = Math.floor((needed * percentOf(expected, lag, dice())) / 100);
    return [
      {
        id: stableId('return', exercise.id, districtCode, item.id, facet, String(round.daysAgo)),
        exerciseId: exercise.id,
        districtCode,
        itemId: item.id,
        facet,
        required,
        requiredReason: required === null ? null : 'Rehearsal requirement, not a norm',
        ...figuresOf(item, figure, needed, dice),
        asOn: addDays(day, -Math.floor(dice() * 3)),
        source,
        note: null,
        recordedAt: round.at,
        supersededAt: round.until,
        isSample: true,
      } satisfies Insertable<Database['itemStatus']> & { itemId: Item['id'] },
    ];
  });
}

/** Percent behind: six in ten items are on time, two a little behind, one far. */
function lagOf(throwOfDice: number): number {
  if (throwOfDice < 0.68) return 0;
  return throwOfDice < 0.88 ? 12 : 30;
}

/** Nothing before its time, all of it when due and not behind, and within some percent of what is expected otherwise. */
function percentOf(expected: number, lag: number, throwOfDice: number): number {
  if (expected === 0) return 0;
  if (expected === 100 && lag === 0) return 100 + Math.round(throwOfDice * 4);
  return Math.max(0, Math.min(100, expected - lag + Math.round((throwOfDice - 0.4) * 12)));
}

/** The figure at the item's gate, and what must then stand before it. */
function figuresOf(item: Item, figure: number, needed: number, dice: Dice) {
  const none = { available: null, checked: null, deployed: null };
  switch (item.gate) {
    case 'available':
      return { ...none, available: figure };
    case 'checked':
      return { ...none, available: Math.max(figure, Math.floor(needed * (0.9 + dice() * 0.15))), checked: figure };
    case 'deployed':
      return { ...none, deployed: figure };
  }
}

function backBy(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 24 * 60 * 60 * 1000);
}
