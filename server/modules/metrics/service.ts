// What each metric means and where its limits lie, day by day. Versions are appended and never changed, so that a page
// read as on a past day shows the limits of that day. Limits an administrator set stand before the release's, also
// before those of a later release, until they are set again; a State's own stand before the nation's.

import type { Reader, Tx } from '#server/platform/database.ts';
import { AppError } from '#shared/kernel/errors.ts';
import { addDays, formatDate, type IsoDate, istDay } from '#shared/kernel/time.ts';
import { limitSources, metricDefinition } from '#shared/modules/roll-health/catalogue.ts';
import { metricLimits } from '#shared/modules/roll-health/catalogue-limits.ts';
import { type BandChange, editBands, listBandChanges } from '#shared/modules/roll-health/rules-limits.ts';
import type { Band, BandView, Bilingual, MetricId } from '#shared/modules/roll-health/schema.ts';
import type { MetricVersionView, MetricView, PreviewLimits } from '#shared/modules/roll-health/schema-metrics.ts';
import * as queries from './queries.ts';

/** Limits in force on a day in one State, by metric; those of the catalogue where a metric is absent. */
export type Thresholds = Partial<Record<MetricId, readonly Band[]>>;

/** The limits in force on a day, by State; `null` is the nation's. */
export type LimitsOfDay = (stateCode: string | null) => Thresholds;

/** The limits in force on the IST day, in one State or in the nation. */
export async function listThresholds(reader: Reader, day: IsoDate, stateCode?: string): Promise<Thresholds> {
  return (await readLimits(reader, day, stateCode))(stateCode ?? null);
}

/** The limits in force on the IST day in every State, from one query; with a State, that State's and the nation's. */
export async function readLimits(reader: Reader, day: IsoDate, stateCode?: string): Promise<LimitsOfDay> {
  const rows = await queries.listBandsOn(reader, day, stateCode);
  const national = new Map<string, Band[]>();
  const ofStates = new Map<string, Map<string, Band[]>>();
  // By origin, `administrator` before `release`: the first to come stays.
  for (const { metricId, stateCode: code, bands } of rows) {
    const held = code === null ? national : (ofStates.get(code) ?? new Map<string, Band[]>());
    if (!held.has(metricId)) held.set(metricId, bands);
    if (code !== null) ofStates.set(code, held);
  }
  const everywhere: Thresholds = Object.fromEntries(national);
  return (code) => {
    const own = code === null ? undefined : ofStates.get(code);
    if (own === undefined) return everywhere;
    // Of two bands for one place the first is in force, so a State's own stand in front.
    const merged = [...own].map(([id, bands]) => [id, [...bands, ...(national.get(id) ?? releasedBands(id))]]);
    return { ...everywhere, ...Object.fromEntries(merged) };
  };
}

function releasedBands(id: string): readonly Band[] {
  return Object.entries(metricLimits).find(([known]) => known === id)?.[1].bands ?? [];
}

export interface LimitsChange {
  /** The bands of the version to append. */
  bands: Band[];
  /** The bands that version takes the place of. */
  before: readonly Band[];
  /** What is in force in the State, or nation, on the first day: without the change, and with it. */
  from: readonly Band[];
  to: readonly Band[];
  overtakes: { no: number; validFrom: IsoDate } | null;
}

/**
 * What a change of limits makes of the versions there are, and whether it may be made on the IST day `today`.
 * @throws AppError `stale` when the editor did not see the newest version; `invalid`, the field named.
 */
export async function planLimits(
  reader: Reader,
  metricId: MetricId,
  edit: PreviewLimits,
  today: IsoDate,
): Promise<LimitsChange> {
  const versions = await queries.listVersions(reader, metricId);
  const newest = versions[0]?.versionNo ?? 0;
  if (newest !== edit.versionNo) throw staleLimits(newest);
  refuseDay(edit.validFrom, today);
  const { stateCode, validFrom } = edit;
  const administered = versions.filter((row) => row.origin === 'administrator');
  const own = newestOn(administered, stateCode, validFrom)?.bands;
  const national = newestOn(administered, null, validFrom)?.bands ?? releasedOn(versions, validFrom, metricId);
  const before = stateCode === null ? national : (own ?? []);
  const inherited = stateCode === null ? [] : national;
  const made = editBands(metricDefinition(metricId), before, inherited, edit);
  if (!made.ok)
    throw new AppError('invalid', 'The limits cannot stand like this: see the fields marked.', made.problems);
  const later = administered.find((row) => row.stateCode === stateCode && row.validFrom > validFrom);
  return {
    bands: made.bands,
    before,
    from: [...before, ...inherited],
    to: [...made.bands, ...inherited],
    overtakes: later === undefined ? null : { no: later.versionNo, validFrom: later.validFrom },
  };
}

function staleLimits(newest: number): AppError {
  return new AppError('stale', 'These limits have been changed since you opened them. Look at them again first.', [
    { reason: 'limits.stale', params: { version: newest } },
  ]);
}

const furthestDays = 366;

function refuseDay(validFrom: IsoDate, today: IsoDate): void {
  const [detail, sentence] =
    validFrom < today
      ? ['valid_from.past', 'Limits hold from today or a later day: what was shown before is never rewritten.']
      : validFrom > addDays(today, furthestDays)
        ? ['valid_from.far', 'Limits can be set for a day within the next 366 days.']
        : [];
  if (detail === undefined || sentence === undefined) return;
  throw new AppError('invalid', sentence, [{ reason: detail, field: 'validFrom' }]);
}

/** The newest of these versions for the State, or nation, that is valid by the day. */
function newestOn(rows: readonly queries.VersionRow[], stateCode: string | null, day: IsoDate) {
  return rows.find((row) => row.stateCode === stateCode && row.validFrom <= day);
}

function releasedOn(rows: readonly queries.VersionRow[], day: IsoDate, metricId: MetricId): readonly Band[] {
  return releaseOn(rows, day)?.bands ?? metricLimits[metricId].bands;
}

/** The release's version of the day; before the first, the first. */
function releaseOn(rows: readonly queries.VersionRow[], day: IsoDate): queries.VersionRow | undefined {
  const released = rows.filter(({ origin }) => origin === 'release');
  return newestOn(released, null, day) ?? released.at(-1);
}

/** Appends the version of a planned change. @throws AppError `stale` when another came first. */
export async function appendLimits(
  tx: Tx,
  metricId: MetricId,
  edit: PreviewLimits & { reason: string },
  change: LimitsChange,
  by: { membershipId: string; at: Date },
): Promise<number> {
  const { formula, parameter } = metricDefinition(metricId);
  const versionNo = edit.versionNo + 1;
  const isFirst = await queries.insertVersion(tx, {
    metricId,
    versionNo,
    stateCode: edit.stateCode,
    formulaEn: formula.en,
    formulaHi: formula.hi,
    bands: JSON.stringify(change.bands),
    parameter: parameter === undefined ? null : JSON.stringify(parameter),
    validFrom: edit.validFrom,
    origin: 'administrator',
    reason: edit.reason,
    setBy: by.membershipId,
    recordedAt: by.at,
  });
  if (!isFirst) throw staleLimits(versionNo);
  return versionNo;
}

/** A metric's versions as a page shows them on a day. */
export type VersionsView = Pick<
  MetricView,
  'formula' | 'bands' | 'parameter' | 'sources' | 'inForce' | 'own' | 'versions' | 'newest'
>;

/**
 * The versions of a metric recorded by the end of the IST day, what was in force on it, and the words of every source
 * its limits name. A limit set by an administrator names its version: `administrator:3`.
 */
export async function describeVersions(reader: Reader, metricId: MetricId, day: IsoDate): Promise<VersionsView> {
  const all = await queries.listVersions(reader, metricId);
  const rows = all.filter((row) => istDay(row.recordedAt) <= day || (row.origin === 'release' && row.versionNo === 1));
  const definition = metricDefinition(metricId);
  const released = releaseOn(rows, day);
  const administered = rows.filter((row) => row.origin === 'administrator');
  const limits = newestOn(administered, null, day) ?? released;
  const states = [...new Set(administered.flatMap(({ stateCode }) => stateCode ?? []))].toSorted();
  const own = states.flatMap((stateCode) => {
    const row = newestOn(administered, stateCode, day);
    if (row === undefined || row.bands.length === 0) return [];
    return [{ stateCode, no: row.versionNo, bands: namedBands(rows, row) }];
  });
  const bands = limits === undefined ? definition.bands.map(toBandView) : namedBands(rows, limits);
  const parameter = (released === undefined ? definition.parameter : released.parameter) ?? null;
  const standing = { day, limits, released };
  const versions = rows.map((row) => toVersionView(metricId, rows, row, standing));
  const shown = [...bands, ...own.flatMap((each) => each.bands), ...versions.flatMap((each) => each.bands)];
  const named = [...shown.flatMap(({ amber, red }) => [amber, red]), parameter];
  return {
    formula: released === undefined ? definition.formula : { en: released.formulaEn, hi: released.formulaHi },
    bands,
    parameter,
    sources: Object.fromEntries(
      named.flatMap((limit) => (limit == null ? [] : [[limit.source, wordsOf(rows, limit.source)]])),
    ),
    inForce: { definition: released?.versionNo ?? null, limits: limits?.versionNo ?? null },
    own,
    versions,
    newest: all[0]?.versionNo ?? 0,
  };
}

interface Standing {
  day: IsoDate;
  limits: queries.VersionRow | undefined;
  released: queries.VersionRow | undefined;
}

function toVersionView(
  metricId: MetricId,
  rows: readonly queries.VersionRow[],
  row: queries.VersionRow,
  standing: Standing,
): MetricVersionView {
  const earlier = earlierOf(rows, row);
  return {
    no: row.versionNo,
    stateCode: row.stateCode,
    validFrom: row.validFrom,
    recordedAt: row.recordedAt.toISOString(),
    origin: row.origin,
    office: row.officeEn === null || row.officeHi === null ? null : { en: row.officeEn, hi: row.officeHi },
    reason: row.reason,
    formula: { en: row.formulaEn, hi: row.formulaHi },
    bands: namedBands(rows, row),
    parameter: row.parameter,
    changes:
      earlier === undefined && row.origin === 'release' ? [] : changesFrom(metricId, earlier?.bands ?? [], row.bands),
    isFormulaChanged:
      earlier !== undefined && (earlier.formulaEn !== row.formulaEn || earlier.formulaHi !== row.formulaHi),
    standing: standingOf(rows, row, standing),
  };
}

/** What a version took the place of: of the release, the release before; of an administrator, what was in force. */
function earlierOf(rows: readonly queries.VersionRow[], row: queries.VersionRow): queries.VersionRow | undefined {
  const older = rows.filter(
    (each) => each.versionNo < row.versionNo && each.stateCode === row.stateCode && each.validFrom <= row.validFrom,
  );
  const released = older.find(({ origin }) => origin === 'release');
  return row.origin === 'release' ? released : (older.find(({ origin }) => origin === 'administrator') ?? released);
}

function changesFrom(
  metricId: MetricId,
  before: readonly Band[],
  after: readonly Band[],
): MetricVersionView['changes'] {
  return listBandChanges(metricDefinition(metricId), before, after).map((change: BandChange) => ({
    ...toBandView({
      ...(change.exercises ? { exercises: change.exercises } : {}),
      ...(change.levels ? { levels: change.levels } : {}),
    }),
    ...(change.season ? { season: change.season } : {}),
    before: coloursOf(change.before),
    after: coloursOf(change.after),
  }));
}

function coloursOf(entry: BandChange['before']): MetricVersionView['changes'][number]['before'] {
  if (entry === undefined) return null;
  const { season: _, ...colours } = entry;
  return colours;
}

function standingOf(
  rows: readonly queries.VersionRow[],
  row: queries.VersionRow,
  { day, limits, released }: Standing,
): MetricVersionView['standing'] {
  const isOvertaken = rows.some(
    (other) =>
      other.versionNo > row.versionNo &&
      other.origin === row.origin &&
      other.stateCode === row.stateCode &&
      other.validFrom <= row.validFrom,
  );
  const isFirst = row === released && row.versionNo === 1;
  if (row.validFrom > day && !isFirst) return isOvertaken ? 'superseded' : 'planned';
  if (row.stateCode !== null) {
    const administered = rows.filter(({ origin }) => origin === 'administrator');
    return newestOn(administered, row.stateCode, day) === row ? 'in_force' : 'past';
  }
  return row === limits || row === released ? 'in_force' : 'past';
}

/** The version's bands, each limit of an administrator naming the version that brought it. */
function namedBands(rows: readonly queries.VersionRow[], row: queries.VersionRow): BandView[] {
  return row.bands.map((band) => {
    const source = `administrator:${originOf(rows, row, band)}`;
    const named = toBandView(band);
    for (const colour of ['amber', 'red'] as const) {
      const limit = named[colour];
      if (limit?.source === 'administrator') named[colour] = { ...limit, source };
    }
    return named;
  });
}

/** The number of the oldest version, back from this one, since which its limits stand as they are. */
function originOf(rows: readonly queries.VersionRow[], row: queries.VersionRow, band: Band): number {
  const text = ({ season, amber, red }: Band) => JSON.stringify([season, amber, red]);
  let first = row.versionNo;
  for (const older of rows) {
    if (older.versionNo >= first || older.stateCode !== row.stateCode || older.origin !== 'administrator') continue;
    if (!older.bands.some((each) => text(each) === text(band))) break;
    first = older.versionNo;
  }
  return first;
}

function wordsOf(rows: readonly queries.VersionRow[], source: string): Bilingual {
  const [kind, no] = source.split(':');
  const row = rows.find(({ versionNo }) => versionNo === Number(no));
  if (kind !== 'administrator' || row === undefined) {
    const known = Object.entries(limitSources).find(([name]) => name === kind)?.[1];
    return known ?? { en: source, hi: source };
  }
  const day = formatDate(istDay(row.recordedAt));
  return {
    en: `Set by the ECI secretariat on ${day}: ${row.reason}`,
    hi: `भारत निर्वाचन आयोग के सचिवालय द्वारा ${day} को निर्धारित: ${row.reason}`,
  };
}

/** A band as it leaves the server. */
export function toBandView({ exercises, levels, ...band }: Band): BandView {
  return { ...band, ...(exercises ? { exercises: [...exercises] } : {}), ...(levels ? { levels: [...levels] } : {}) };
}
