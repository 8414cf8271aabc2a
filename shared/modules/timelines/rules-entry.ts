// What an office's change to its own dates must hold to: which row is in force, what was typed, and what the change
// would break that was whole before.

import { AppError, type ErrorDetail } from '#shared/kernel/errors.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import { daysBetween, type IsoDate } from '#shared/kernel/time.ts';
import { firstDay, lastDay, standingOf, standsForItself } from './rules.ts';
import { isKnownCode } from './rules-codes.ts';
import { type PlanRow, planFaults, readTypedDate } from './rules-dates.ts';
import { type Holidays, legalBreaks } from './rules-legal.ts';
import type { Confidence, ExerciseKind, PlannedDays, ReasonCode, RecordedStatus } from './schema.ts';

/** A reason to stand against the law's earliest day has at least so many letters. */
export const leastOverrideLetters = 15;
/** The reason for taking a date or an exercise out. */
export const leastReasonLetters = 5;

export interface DatedRow {
  id: string;
  milestone: string;
  position: number;
  startDate: IsoDate | null;
  endDate: IsoDate | null;
  status: RecordedStatus;
  confidence: Confidence;
  withdrawnAt: Date | string | null;
  blockedBy: readonly string[];
}

/**
 * The rows that count: of each code the last one neither superseded nor withdrawn, and every such row of what stands for
 * itself (court orders, court deadlines). In order of position.
 */
export function listInForce<Row extends DatedRow>(rows: readonly Row[]): Row[] {
  const open = rows
    .filter(({ status, withdrawnAt }) => status !== 'superseded' && withdrawnAt === null)
    .toSorted((a, b) => a.position - b.position);
  const last = new Map(open.map((row) => [row.milestone, row]));
  return open.filter((row) => standsForItself(row.milestone) || last.get(row.milestone) === row);
}

export type TypedDays = { ok: true; days: PlannedDays } | { ok: false; details: ErrorDetail[] };

/**
 * Reads the two days of a milestone as typed; an empty field is no day. Every fault is named at its field: `date.<what>`
 * for a day that is none, `date.end_before_start`.
 */
export function readTypedDays(typed: { start: string; end: string }): TypedDays {
  const details: ErrorDetail[] = [];
  const days: PlannedDays = { start: null, end: null };
  for (const field of ['start', 'end'] as const) {
    const read = readTypedDate(typed[field]);
    if (read.ok) days[field] = read.value;
    else if (read.reason !== 'empty') details.push({ reason: `date.${read.reason}`, field });
  }
  if (details.length > 0) return { ok: false, details };
  if (days.start !== null && days.end !== null && days.end < days.start) {
    const params = { start: days.start, end: days.end };
    return { ok: false, details: [{ reason: 'date.end_before_start', field: 'end', params }] };
  }
  return { ok: true, days };
}

/** What the law reads of an exercise beside its dates. */
export interface LegalFrame {
  kind: ExerciseKind;
  bodyKind: 'eci' | 'sec';
  holidays: Holidays;
}

/** The rows as the checks read them. Remembered and inferred dates bind nobody and are left out. */
export function planOf(rows: readonly DatedRow[]): PlanRow[] {
  return listInForce(rows)
    .filter((row) => standingOf(row) !== 'to_verify')
    .map((row) => ({ code: row.milestone, start: row.startDate, end: row.endDate, blockedBy: row.blockedBy }));
}

/** The plan with the rows put in the place of those of the same code, or added. */
export function planWith(plan: readonly PlanRow[], rows: readonly PlanRow[]): PlanRow[] {
  const codes = new Set(rows.map(({ code }) => code).filter((code) => !standsForItself(code)));
  return [...plan.filter(({ code }) => !codes.has(code)), ...rows];
}

export interface ChangeFaults {
  /** Never let through: an end before its start, another era, a circle of "blocked by". */
  hard: ErrorDetail[];
  /** Let through with a reason: a step before its legal day, out of its order, or before what must be over first. */
  breaks: ErrorDetail[];
}

const hardReasons: ReadonlySet<string> = new Set(['date.other_era', 'date.end_before_start', 'blocked_by.cycle']);

/**
 * What a change would break: faults of the plan after it that were not there before, or have grown. Faults of long
 * standing do not keep an office from mending something else. Legal breaks (`legal.<basis>`) carry the step, its day, the
 * earliest legal day and the date it is counted from.
 */
export function changeFaults(before: readonly PlanRow[], after: readonly PlanRow[], frame: LegalFrame): ChangeFaults {
  const known = new Map(faultsOf(before, frame).map((fault) => [fault.key, fault.gap]));
  const fresh = faultsOf(after, frame).filter(({ key, gap }) => {
    const old = known.get(key);
    return old === undefined || gap > old;
  });
  return {
    hard: fresh.filter(({ detail }) => hardReasons.has(detail.reason)).map(({ detail }) => detail),
    breaks: fresh.filter(({ detail }) => !hardReasons.has(detail.reason)).map(({ detail }) => detail),
  };
}

interface Fault {
  key: string;
  /** Days by which it is broken; a fault with a greater gap is a new one. */
  gap: number;
  detail: ErrorDetail;
}

function faultsOf(plan: readonly PlanRow[], { kind, bodyKind, holidays }: LegalFrame): Fault[] {
  // Section 30 is of Assembly and bye-elections only; every other poll has its order of steps.
  const isLegal = bodyKind === 'eci' && (kind === 'assembly_election' || kind === 'bye_election');
  const found = planFaults(plan).map(({ reason, code, params }): Fault => {
    const [earliest, date] = [params['afterDate'] ?? params['over'] ?? '', params['date'] ?? ''];
    const gap = earliest === '' || date === '' ? 0 : daysBetween(date, earliest);
    return {
      key: `${reason} ${code} ${params['codes'] ?? ''}`,
      gap,
      detail: { reason, params: { step: code, ...params } },
    };
  });
  if (!isLegal) return found;
  const termEnd = lastDay(plan.find(({ code }) => code === 'term_end') ?? { start: null, end: null });
  const legal = legalBreaks({ bodyKind, rows: plan, holidays, termEnd: kind === 'assembly_election' ? termEnd : null })
    .filter(({ basis }) => basis !== 'order')
    .map(({ code, date, earliest, basis, since }): Fault => {
      const params = { step: code, date, earliest, since: since.code, sinceDate: since.date };
      return {
        key: `legal.${basis} ${code}`,
        gap: daysBetween(date, earliest),
        detail: { reason: `legal.${basis}`, params },
      };
    });
  // The law says the same more exactly.
  const said = new Set(legal.map(({ detail }) => detail.params?.['step']));
  return [
    ...found.filter(({ detail }) => hardReasons.has(detail.reason) || !said.has(detail.params?.['step'])),
    ...legal,
  ];
}

export type ConfirmFault = 'confirm.done' | 'confirm.future' | 'confirm.day_needed';

/**
 * Why a date may not be confirmed: as planned (`on` null), or on the days given. A plan still ahead can only be taken
 * over as the office's own when it was remembered or inferred; one without a day needs the day.
 */
export function confirmFault(row: DatedRow, on: PlannedDays | null, today: IsoDate): ConfirmFault | null {
  const isDraft = standingOf(row) === 'to_verify';
  const last = lastDay(on ?? { start: row.startDate, end: row.endDate });
  if (last === null) return 'confirm.day_needed';
  if (on === null && row.status === 'completed' && !isDraft) return 'confirm.done';
  return last > today && (on !== null || !isDraft) ? 'confirm.future' : null;
}

/** A step must be one we know, and one that is there already is revised, not added. */
export function newFaults(rows: readonly DatedRow[], code: string): ErrorDetail[] {
  if (!isKnownCode(code)) return [{ reason: 'milestone.unknown', field: 'milestone' }];
  const isThere = !standsForItself(code) && listInForce(rows).some(({ milestone }) => milestone === code);
  return isThere ? [{ reason: 'milestone.exists', field: 'milestone', params: { step: code } }] : [];
}

/** A row as an audit entry and a second person see it; '' for no day. */
export function shown(row: Pick<DatedRow, 'milestone' | 'startDate' | 'endDate' | 'status' | 'withdrawnAt'>) {
  const { milestone, startDate, endDate, status, withdrawnAt } = row;
  return { milestone, start: startDate ?? '', end: endDate ?? '', status: withdrawnAt === null ? status : 'withdrawn' };
}

/** What the rows became after the version a person had on the screen, the last ten; first the version it is now. */
export function changedSince(
  rows: readonly (DatedRow & { changedIn: number; author: string | null })[],
  had: number,
  version: number,
): ErrorDetail[] {
  const changed = rows.filter(({ changedIn, status }) => changedIn > had && status !== 'superseded').slice(-10);
  return [
    { reason: 'timeline.stale', params: { version } },
    ...changed.map((row) => ({ reason: 'timeline.changed', params: { ...shown(row), author: row.author ?? '' } })),
  ];
}

/** The days on which the places of an exercise must have existed: every one its plan names. */
export function daysOfPlan(plan: readonly PlanRow[]): IsoDate[] {
  return plan.flatMap((row) => [firstDay(row), lastDay(row)]).filter((day) => day !== null);
}

/** Days as typed. @throws AppError `invalid` at the field. */
export function daysTyped(typed: { start: string; end: string }): PlannedDays {
  const read = readTypedDays(typed);
  if (!read.ok) throw refusal(read.details);
  return read.days;
}

/** @throws AppError `invalid` when there is any fault. */
export function refuseDetails(details: readonly ErrorDetail[]): void {
  if (details.length > 0) throw refusal(details);
}

/** The first fault as a sentence; the client says all of them in the reader's language. */
function refusal(details: readonly ErrorDetail[]): AppError {
  const [first] = details;
  const { step = '', date = '', earliest = '' } = first?.params ?? {};
  const sentence = first?.reason.startsWith('legal.')
    ? `${step} on ${date} is before ${earliest}, the earliest legal day (RP Act 1951). Change the day or give the reason.`
    : `This cannot be saved as it stands (${first?.reason ?? ''}${first?.field === undefined ? '' : `, ${first.field}`}).`;
  return new AppError('invalid', sentence, details);
}

/** What was said beside a date, trimmed; null where nothing was. */
export function wordsOf(said: { note?: string; orderRef?: string; overrideReason?: string | undefined }) {
  const [note, orderRef, overrideReason] = [said.note, said.orderRef, said.overrideReason].map((text = '') => {
    const plain = normaliseText(text);
    return plain === '' ? null : plain;
  });
  return { note: note ?? null, orderRef: orderRef ?? null, overrideReason: overrideReason ?? null };
}

/** The row in force with this id. @throws AppError `invalid` when it no longer counts. */
export function inForce<Row extends DatedRow>(rows: readonly Row[], id: string): Row {
  const row = listInForce(rows).find((each) => each.id === id);
  if (row === undefined) throw refusal([{ reason: 'milestone.not_in_force', field: 'milestoneId' }]);
  return row;
}

/** What has happened is only corrected, never moved. */
export function completedFaults({ status }: Pick<DatedRow, 'status'>, reasonCode: ReasonCode): ErrorDetail[] {
  const isMoved = status === 'completed' && reasonCode !== 'correction';
  return isMoved ? [{ reason: 'revise.completed', field: 'reasonCode' }] : [];
}

/** The reason for breaks of law or order, null where there are none. @throws AppError `invalid` where it is needed. */
export function overrideFor(breaks: readonly ErrorDetail[], typed: string | undefined): string | null {
  if (breaks.length === 0) return null;
  const reason = normaliseText(typed ?? '');
  if (reason.length >= leastOverrideLetters) return reason;
  const needed = { reason: 'override.needed', field: 'overrideReason', params: { least: leastOverrideLetters } };
  throw refusal([...breaks.map((each) => ({ ...each, field: 'start' })), needed]);
}
