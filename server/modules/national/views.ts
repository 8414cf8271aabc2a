// The national overview: built once per data version inside the writing transaction, from published statements only.

import { type LimitsOfDay, listPictures, readLimits, type StatePicture } from '#server/modules/roll-health/service.ts';
import type { Reader } from '#server/platform/database.ts';
import { daysBetween, type IsoDate, istDay } from '#shared/kernel/time.ts';
import {
  type AttentionItem,
  type BoardMetric,
  boardMetrics,
  type MetricColumn,
  type NationalOverview,
  overviewCounts,
  type StatusLetter,
} from '#shared/modules/national/schema.ts';
import { boardLimits } from '#shared/modules/roll-health/catalogue-board.ts';
import { listBandChanges } from '#shared/modules/roll-health/rules-limits.ts';
import type { Band, MetricStatus } from '#shared/modules/roll-health/schema.ts';
import { crunch } from '#shared/modules/timelines/rules.ts';
import * as queries from './queries.ts';

const epoch = '2024-01-01';
const attentionLimit = 7;
const monthlyFreshDays = 35;
const letters: Record<MetricStatus, StatusLetter> = { green: 'g', amber: 'a', red: 'r', info: 'i', not_computed: 'n' };

export const overviewKey = 'overview';

/** Builds the overview as of `now` from what the reader sees. Ages are in IST days. */
export async function buildOverview(reader: Reader, version: number, now: Date): Promise<NationalOverview> {
  const today = istDay(now);
  const codes = await queries.listStateCodes(reader);
  const states = await listPictures(reader, codes, today);
  const { counts, sampleCounts } = countColumns(states);
  return {
    version,
    at: now.toISOString(),
    today,
    epoch,
    codes,
    freshness: freshness(states, today),
    hasSample: await queries.hasSample(reader),
    isDemonstration: await queries.isDemonstration(reader),
    counts,
    sampleCounts,
    metrics: Object.fromEntries(boardMetrics.map((metric) => [metric, metricColumn(metric, states)])),
    attention: await listAttention(reader, states, today),
    ...(today < crunch.to ? { crunch: await queries.readCrunch(reader, crunch.from, crunch.to) } : {}),
    ...limitsBeyondCatalogue(await readLimits(reader, today), codes),
  };
}

/** Only what the client does not know already: most days there is nothing. */
function limitsBeyondCatalogue(limits: LimitsOfDay, codes: readonly string[]): Pick<NationalOverview, 'limits'> {
  const found: Record<string, Band[]> = {};
  for (const metric of boardMetrics) {
    const national = atState(limits(null)[metric] ?? boardLimits[metric].bands);
    if (!isSame(national, atState(boardLimits[metric].bands), metric)) found[metric] = national;
    for (const code of codes) {
      const own = atState(limits(code)[metric] ?? national);
      if (!isSame(own, national, metric)) found[`${metric}/${code}`] = own;
    }
  }
  return Object.keys(found).length === 0 ? {} : { limits: found };
}

/** The bands that a State's value can stand under. */
function atState(bands: readonly Band[]): Band[] {
  return bands.flatMap(({ levels, ...band }) => (levels?.includes('S') === false ? [] : [band]));
}

function isSame(left: readonly Band[], right: readonly Band[], metric: BoardMetric): boolean {
  return listBandChanges(boardLimits[metric], left, right).length === 0;
}

function dayNumber(day: IsoDate | null | undefined): number | null {
  return day == null ? null : daysBetween(epoch, day);
}

function metricColumn(metric: BoardMetric, states: readonly StatePicture[]): MetricColumn {
  const column: MetricColumn = { value: [], status: '', sample: '', day: [], why: {} };
  states.forEach(({ cells }, index) => {
    const { result, day, isSample } = cells[metric];
    column.status += letters[result.status];
    column.sample += isSample ? '1' : '0';
    column.day.push(dayNumber(day));
    if (result.status === 'not_computed') {
      column.value.push(null);
      column.why[String(index)] = result.reason;
    } else {
      column.value.push(result.display);
    }
  });
  return column;
}

function countColumns(states: readonly StatePicture[]): Pick<NationalOverview, 'counts' | 'sampleCounts'> {
  const counts: Record<string, (number | null)[]> = {};
  const sampleCounts: Record<string, string> = {};
  for (const name of overviewCounts) {
    const cells = states.map(({ real, filled }) => {
      const ofPicture = (picture: StatePicture['real']) => ({
        before: picture.before,
        draft: picture.draft,
        notInDraft: picture.notInDraft,
        final: picture.final,
        total: picture.total,
        male: picture.gender?.male,
        female: picture.gender?.female,
        third: picture.gender?.third,
        pending: picture.pending,
        stations: picture.stations,
        local: picture.local,
        finalDay: picture.final,
      });
      // A figure given only in words ("over 3.34 crore") has no digits to print in a table of full counts.
      return [ofPicture(real)[name], ofPicture(filled)[name]].find((cell) => cell !== undefined && !cell.isRounded);
    });
    counts[name] = cells.map((cell) =>
      cell === undefined ? null : name === 'finalDay' ? dayNumber(cell.from.asOn) : cell.value,
    );
    sampleCounts[name] = cells.map((cell) => (cell?.from.isSample ? '1' : '0')).join('');
  }
  return { counts, sampleCounts };
}

/** Statements about the real world: sample figures are not in them. */
function freshness(states: readonly StatePicture[], today: IsoDate): NationalOverview['freshness'] {
  const inRevision = states.filter(({ real }) => real.draft !== undefined || real.final !== undefined);
  return {
    inRevision: inRevision.length,
    finalPublished: inRevision.filter(({ real }) => real.final !== undefined).length,
    noRevision: states.length - inRevision.length,
    reportedThisMonth: states.filter(({ real }) => {
      const asOn = real.monthly?.asOn;
      return asOn != null && daysBetween(asOn, today) <= monthlyFreshDays;
    }).length,
  };
}

/** At most seven, one for each State: red before amber, within a colour the oldest first. Real figures only. */
async function listAttention(
  reader: Reader,
  states: readonly StatePicture[],
  today: IsoDate,
): Promise<AttentionItem[]> {
  const plans = new Map((await queries.listUnconfirmedFinals(reader, today)).map((plan) => [plan.stateCode, plan]));
  const items = states.flatMap((state) => {
    const item = worstOf(state, plans.get(state.stateCode));
    return item === undefined ? [] : [item];
  });
  const order = { red: 0, amber: 1 } as const;
  items.sort(
    (a, b) =>
      order[a.status] - order[b.status] ||
      (a.since ?? '9').localeCompare(b.since ?? '9') ||
      a.state.localeCompare(b.state),
  );
  // What both sides promised, and where both sides' dates meet, is not crowded out by thresholds.
  const kept = [
    clashLine(await queries.listClashes(reader, today), today),
    promiseLine(await queries.countUnrecordedActions(reader, today)),
  ].filter((item) => item !== undefined);
  return [...items.slice(0, attentionLimit - kept.length), ...kept];
}

/** The Declaration keeps the last line for itself. */
function promiseLine({ count, since }: { count: number; since: IsoDate | null }): AttentionItem | undefined {
  if (count === 0) return undefined;
  return {
    state: 'IN',
    rule: 'ROADMAP',
    status: 'amber',
    figures: { value: count, dueOn: since },
    since,
    next: '/actions?bucket=no_record',
  };
}

/**
 * The State whose dates collide next: among the gravest findings the first that lies ahead, or where none does the one
 * that has stood longest. With the State's own counts, and how many others have such findings.
 */
function clashLine(clashes: readonly queries.Clash[], today: IsoDate): AttentionItem | undefined {
  const gravest = clashes.filter(({ outcome }) => outcome === (clashes.some(isCritical) ? 'critical' : 'high'));
  const byDay = gravest.toSorted((a, b) => (a.from ?? '9').localeCompare(b.from ?? '9'));
  const next = byDay.find(({ from }) => from !== null && from >= today) ?? byDay[0];
  if (next === undefined) return undefined;
  const own = clashes.filter(({ stateCode }) => stateCode === next.stateCode);
  return {
    state: next.stateCode,
    rule: 'CONFLICT',
    status: isCritical(next) ? 'red' : 'amber',
    figures: {
      critical: own.filter(isCritical).length,
      high: own.filter((clash) => !isCritical(clash)).length,
      others: new Set(clashes.map(({ stateCode }) => stateCode)).size - 1,
    },
    since: next.from,
    next: `/conflicts?state=${next.stateCode}`,
  };
}

function isCritical({ outcome }: queries.Clash): boolean {
  return outcome === 'critical';
}

/** The reasons looked at, the gravest promise first; a State is named once, for its worst. */
const watched = ['FL-11', 'FL-14', 'LR-01', 'FL-03', 'DQ-03'] as const satisfies readonly BoardMetric[];

function worstOf(
  { stateCode, real, realCells }: StatePicture,
  plan: queries.FinalPlan | undefined,
): AttentionItem | undefined {
  const found = watched.flatMap((metric) => {
    const { result, day } = realCells[metric];
    return result.status === 'red' || result.status === 'amber' ? [{ metric, result, day, status: result.status }] : [];
  });
  const worst = found.find(({ status }) => status === 'red') ?? found[0];
  if (worst === undefined) return undefined;
  const isOverdue = plan !== undefined && real.draft !== undefined && real.final === undefined;
  const { metric, result, day, status } = worst;
  return {
    state: stateCode,
    rule: isOverdue && metric === 'FL-11' ? 'FINAL_OVERDUE' : metric,
    status,
    figures: {
      value: result.display,
      numerator: result.of?.[0] ?? null,
      denominator: result.of?.[1] ?? null,
      before: real.before?.value ?? null,
      draft: real.draft?.value ?? null,
      notInDraft: real.notInDraft?.value ?? null,
      final: real.final?.value ?? null,
      net: realCells['FL-03'].result.status === 'not_computed' ? null : realCells['FL-03'].result.display,
      pending: real.pending?.value ?? null,
      localTotal: metric === 'LR-01' ? (real.local?.value ?? null) : null,
      localAsOn: metric === 'LR-01' ? (real.local?.from.asOn ?? null) : null,
      assemblyTotal: metric === 'LR-01' ? (real.total?.value ?? null) : null,
      assemblyAsOn: metric === 'LR-01' ? (real.total?.from.asOn ?? null) : null,
      plannedOn: isOverdue ? plan.plannedOn : null,
      firstPlannedOn: isOverdue ? plan.firstPlannedOn : null,
    },
    since: isOverdue ? plan.plannedOn : day,
    next: `/states/${stateCode}`,
  };
}
