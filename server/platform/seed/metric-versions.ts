// The catalogue of metrics as rows: each release appends what it changed, so that what was shown before stays readable.

import { type Kysely, sql } from 'kysely';
import { type IsoDate, istDay } from '#shared/kernel/time.ts';
import { metricDefinition } from '#shared/modules/roll-health/catalogue.ts';
import { metricIds } from '#shared/modules/roll-health/catalogue-limits.ts';
import { listBandChanges } from '#shared/modules/roll-health/rules-limits.ts';
import type { MetricDefinition, MetricId } from '#shared/modules/roll-health/schema.ts';
import type { Tx } from '../database.ts';
import type { Database } from '../tables.ts';

/** Any number serves that no other lock of ours has. */
const lockNumber = 20_260_226;

/**
 * Appends a version for every metric whose formula, limits or parameter in this release differ from the newest release
 * version, in one transaction; the first versions are of the day the public record entered this database. Returns how
 * many were appended: none at most starts. Limits that an administrator set stay in force until they are changed.
 */
export async function seedMetricVersions(db: Kysely<Database>, { now }: { now: Date }): Promise<number> {
  return await db.transaction().execute(async (tx) => {
    // Two processes may start at once: the second waits, and finds the versions there.
    await sql`select pg_advisory_xact_lock(${lockNumber})`.execute(tx);
    const [released, highest, firstDay] = [await listReleased(tx), await listHighest(tx), await findFirstDay(tx, now)];
    const rows = metricIds.flatMap((id) => {
      const before = released.get(id);
      const definition = metricDefinition(id);
      if (before !== undefined && isUnchanged(definition, before)) return [];
      return [
        {
          metricId: id,
          versionNo: (highest.get(id) ?? 0) + 1,
          stateCode: null,
          formulaEn: definition.formula.en,
          formulaHi: definition.formula.hi,
          bands: JSON.stringify(definition.bands),
          parameter: definition.parameter === undefined ? null : JSON.stringify(definition.parameter),
          validFrom: before === undefined ? firstDay : istDay(now),
          origin: 'release' as const,
          reason: before === undefined ? 'The catalogue of the first release' : 'Changed with a release',
          setBy: null,
          recordedAt: now,
        },
      ];
    });
    if (rows.length > 0) await tx.insertInto('metricVersion').values(rows).execute();
    return rows.length;
  });
}

async function listReleased(tx: Tx) {
  const rows = await tx
    .selectFrom('metricVersion')
    .distinctOn('metricId')
    .select(['metricId', 'formulaEn', 'formulaHi', 'bands', 'parameter'])
    .where('origin', '=', 'release')
    .orderBy('metricId')
    .orderBy('versionNo', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.metricId, row]));
}

async function listHighest(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('metricVersion')
    .select((eb) => ['metricId', eb.fn.max('versionNo').as('no')])
    .groupBy('metricId')
    .execute();
  return new Map(rows.map(({ metricId, no }) => [metricId, no]));
}

async function findFirstDay(tx: Tx, now: Date): Promise<IsoDate> {
  const row = await tx.selectFrom('setting').select('value').where('key', '=', 'seeded_at').executeTakeFirst();
  return typeof row?.value === 'string' ? istDay(new Date(row.value)) : istDay(now);
}

type Released = Awaited<ReturnType<typeof listReleased>> extends Map<string, infer Row> ? Row : never;

function isUnchanged(definition: MetricDefinition & { id: MetricId }, before: Released): boolean {
  const { formula, parameter, bands } = definition;
  return (
    formula.en === before.formulaEn &&
    formula.hi === before.formulaHi &&
    parameter?.value === before.parameter?.value &&
    parameter?.source === before.parameter?.source &&
    listBandChanges(definition, before.bands, bands).length === 0
  );
}
