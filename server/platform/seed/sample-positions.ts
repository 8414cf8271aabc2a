// Rehearsal machines: what the two bodies of a State hold, by district and condition. Every row adds up.

import type { Insertable, Kysely } from 'kysely';
import { addDays, istDay } from '#shared/kernel/time.ts';
import type { Database } from '../tables.ts';
import { batchesOf, stableId } from './rows.ts';
import { diceOf } from './sample-figures.ts';

type Row = Insertable<Database['machinePosition']>;

const held = [
  { of: 'SEC', unit: 'CU', model: 'M2', least: 700 },
  { of: 'SEC', unit: 'BU', model: 'M2', least: 1_500 },
  { of: 'CEO', unit: 'CU', model: 'M3', least: 1_300 },
  { of: 'CEO', unit: 'BU', model: 'M3', least: 1_500 },
  { of: 'CEO', unit: 'VVPAT', model: 'M3', least: 1_400 },
] as const;

/** As many as the rehearsal exercises have at the most. */
const mostDistricts = 12;

/** Enters machines of the States that have districts; none must be there. */
export async function addSamplePositions(
  tx: Kysely<Database>,
  districts: ReadonlyMap<string, readonly string[]>,
  now: Date,
): Promise<void> {
  const commissions = await commissionsOf(tx);
  const rows = [...commissions].flatMap(([stateCode, id]) => {
    const codes = (districts.get(stateCode) ?? []).slice(0, mostDistricts);
    return codes.flatMap((districtCode) =>
      held.map((kind) => positionOf(kind, kind.of === 'SEC' ? id : `CEO-${stateCode}`, stateCode, districtCode, now)),
    );
  });
  for (const batch of batchesOf(rows)) await tx.insertInto('machinePosition').values(batch).execute();
}

/** Takes every rehearsal machine out. */
export async function removeSamplePositions(tx: Kysely<Database>): Promise<void> {
  await tx.deleteFrom('machinePosition').where('isSample', '=', true).execute();
}

/** Each State's own commission. */
export async function commissionsOf(tx: Kysely<Database>): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('bodyState')
    .innerJoin('body', 'body.id', 'bodyState.bodyId')
    .select(['bodyState.stateCode', 'body.id'])
    .where('body.kind', '=', 'sec')
    .execute();
  return new Map(rows.map(({ stateCode, id }) => [stateCode, id]));
}

function positionOf(
  { unit, model, least }: (typeof held)[number],
  ownerId: string,
  stateCode: string,
  districtCode: string,
  now: Date,
): Row {
  const dice = diceOf(ownerId, districtCode, unit, model);
  const total = least + Math.floor(dice() * least);
  const underRepair = Math.floor(total * 0.06 * dice());
  const committed = Math.floor(total * 0.3 * dice());
  const lent = dice() < 0.2 ? Math.floor(total * 0.1 * dice()) : 0;
  return {
    id: stableId('position', ownerId, stateCode, districtCode, unit, model),
    ownerId,
    stateCode,
    districtCode,
    unit,
    model,
    usable: total - underRepair - committed - lent,
    underRepair,
    committed,
    lent,
    total,
    asOn: addDays(istDay(now), -Math.floor(dice() * 6)),
    source: 'Rehearsal, not a record',
    recordedAt: now,
    isSample: true,
  };
}
