// Validation checks V01 to V24 and the checks of the State form. No words and no metric catalogue here: the entry page
// runs this file in the browser while typing, and the server runs the same file again.

import { largestCount, parseCount, roundHalfAway } from '#shared/kernel/numbers.ts';
import { findPersonalData } from '#shared/kernel/personal-data.ts';
import { normaliseText } from '#shared/kernel/text.ts';
import { type IsoDate, parseDate } from '#shared/kernel/time.ts';
import type { CheckId, Severity } from './checks-catalogue.ts';
import { isFigureInWords, isFuture, qualifyingDateFault } from './checks-rows.ts';
import type { Counts, EntryHeader, Level, Measure } from './schema.ts';

export type { EntryHeader };

/** The 12 numbers of the State form, in the order of the screen. */
export const entryCells = [
  'electorsTotal',
  'electorsMale',
  'electorsFemale',
  'electorsThird',
  'additions',
  'deletions',
  'opening',
  'parts',
  'partsOverCap',
  'withEpic',
  'withPhoto',
  'electors1819',
] as const satisfies readonly Measure[];
export type EntryCell = (typeof entryCells)[number];

/** Every reason a State entry can be answered with, and the figures its sentence may use. */
export const reasonParams = {
  'count.placeholder': [],
  'count.negative': [],
  'count.decimal': [],
  'count.grouping': [],
  'count.script': [],
  'count.not_a_number': [],
  'count.words': [],
  'count.too_large': ['limit'],
  'date.two_digit_year': [],
  'date.not_a_date': [],
  not_qualifying_date: ['qualifyingDate'],
  as_on_future: ['asOn', 'today'],
  gender_sum: ['male', 'female', 'third', 'sum', 'total', 'residual'],
  opening_differs: ['opening', 'previous', 'difference'],
  roll_forward: ['opening', 'additions', 'deletions', 'expected', 'total', 'residual', 'limit'],
  exceeds_total: ['value', 'total'],
  exceeds_parts: ['value', 'parts'],
  jump: ['total', 'previous', 'percent', 'limit'],
  copied: ['figures'],
  'personal_data.epic': [],
  'personal_data.aadhaar': [],
  'personal_data.phone': [],
  'personal_data.email': [],
  'personal_data.pan': [],
} as const satisfies Record<string, readonly string[]>;
export type CheckReason = keyof typeof reasonParams;

export interface CheckFinding<Reason extends string = CheckReason, Cell extends string = string> {
  /** `PARTS` is stations over the cap against stations; `PII` is personal data, which no field may hold. */
  check: CheckId | 'PII' | 'PARTS';
  severity: Severity;
  /** Cells or header fields concerned, the one to mark first. */
  cells: Cell[];
  reason: Reason;
  /** Figures for the sentence. Never the refused text. */
  params: Record<string, string | number>;
}

export interface EntryInput {
  /** Text as typed, by cell; blank is unknown, not zero. */
  cells: Record<EntryCell, string>;
  header: EntryHeader;
  /** The previous published statement of the same roll. */
  previous?: { counts: Counts; asOn?: IsoDate };
  /** The IST day of checking. */
  today: IsoDate;
  /** True for figures copied from the press: V01 then asks for a note in place of refusing. */
  transcribed?: boolean;
  /** Checks for which an explanation code was given: V05 then asks for no more than its note. */
  explained?: readonly CheckId[];
}

/**
 * Reads the twelve cells and the header of a State entry and runs V01, V02, V04, V05, V11, V15 (as-on day only), V16,
 * V17, V22, stations over cap, and the personal-data screen. Returns the counts that could be read (blank cells are
 * absent) and the findings, in the order of the screen's cells for V02 and of the checks after that.
 */
export function checkEntry(input: EntryInput): { counts: Counts; findings: CheckFinding[] } {
  const counts: Counts = {};
  const findings: CheckFinding[] = [];
  for (const cell of entryCells) {
    const parsed = parseCount(input.cells[cell]);
    if (parsed.ok) counts[cell] = parsed.value;
    else if (parsed.reason !== 'empty') findings.push(refusedCell(cell, input.cells[cell], parsed.reason));
  }
  findings.push(...checkGenders(counts, input.transcribed === true));
  findings.push(...checkOpening(counts, input.previous?.counts.electorsTotal));
  findings.push(...checkRollForward(counts, input.explained?.includes('V05') === true));
  findings.push(...checkWithinTotal(counts));
  findings.push(...checkHeaderDates(input.header, input.today));
  findings.push(...checkAgainstPrevious(counts, input.previous?.counts));
  findings.push(...checkPartsOverCap(counts));
  findings.push(...checkTexts(input.header));
  return { counts, findings };
}

/** Cells that must hold a figure before the entry can be submitted and are blank. A refused cell is not missing. */
export function missingForSubmit(input: Pick<EntryInput, 'cells'>): EntryCell[] {
  const required = ['electorsTotal', 'opening', 'additions', 'deletions'] as const satisfies EntryCell[];
  return required.filter((cell) => normaliseText(input.cells[cell]) === '');
}

/** Header fields that must be filled before the entry can be submitted and are blank. `exclusion` may stay blank. */
export function missingHeaderForSubmit(header: EntryHeader): (keyof EntryHeader)[] {
  const required = ['qualifyingDate', 'asOn', 'sourceNote'] as const satisfies (keyof EntryHeader)[];
  return required.filter((field) => normaliseText(header[field]) === '');
}

type CountFault = Exclude<Extract<ReturnType<typeof parseCount>, { ok: false }>['reason'], 'empty'>;

function refusedCell(cell: EntryCell, text: string, fault: CountFault): CheckFinding {
  const kind = findPersonalData(text);
  if (kind) return { check: 'PII', severity: 'E', cells: [cell], reason: `personal_data.${kind}`, params: {} };
  if (isFigureInWords(text)) return { check: 'V24', severity: 'E', cells: [cell], reason: 'count.words', params: {} };
  const params = fault === 'too_large' ? { limit: largestCount } : {};
  return { check: 'V02', severity: 'E', cells: [cell], reason: `count.${fault}`, params };
}

/** A total and its three genders, by measure. */
export type GenderCells = readonly [total: Measure, male: Measure, female: Measure, third: Measure];

/**
 * V01: men, women and third gender add up to their total, in electors; nothing where one of the four is unknown.
 * Rounded figures fail only beyond half the last printed place (`place`) of each.
 */
export function checkGenders(
  counts: Counts,
  isTranscribed: boolean,
  cells: GenderCells = ['electorsTotal', 'electorsMale', 'electorsFemale', 'electorsThird'],
  place = 0,
): CheckFinding<CheckReason, Measure>[] {
  const [total, male, female, third] = cells.map((cell) => counts[cell]);
  if (male === undefined || female === undefined || third === undefined || total === undefined) return [];
  const residual = sumResidual([male, female, third], total);
  if (Math.abs(residual) <= place * 2) return [];
  return [
    {
      check: 'V01',
      severity: isTranscribed ? 'W' : 'E',
      cells: [...cells],
      reason: 'gender_sum',
      params: { male, female, third, sum: total + residual, total, residual },
    },
  ];
}

/** V04: the opening is the total last published, in electors. */
export function checkOpening(
  counts: Counts,
  previous: number | undefined,
  place = 0,
): CheckFinding<CheckReason, Measure>[] {
  const { opening } = counts;
  if (opening === undefined || previous === undefined) return [];
  if (Math.abs(opening - previous) <= place) return [];
  const params = { opening, previous, difference: opening - previous };
  return [{ check: 'V04', severity: 'W', cells: ['opening'], reason: 'opening_differs', params }];
}

/** V05: `opening + additions − deletions = closing`; an explanation code lowers E to W. */
export function checkRollForward(
  counts: Counts,
  isExplained: boolean,
  place = 0,
): CheckFinding<CheckReason, Measure>[] {
  const { opening, additions, deletions, electorsTotal: total } = counts;
  if (opening === undefined || additions === undefined || deletions === undefined || total === undefined) return [];
  const { residual, severity } = rollForward({ opening, additions, deletions, closing: total });
  if (!severity || Math.abs(residual) <= place * 2) return [];
  return [
    {
      check: 'V05',
      severity: isExplained ? 'W' : severity,
      cells: ['electorsTotal', 'opening', 'additions', 'deletions'],
      reason: 'roll_forward',
      params: {
        opening,
        additions,
        deletions,
        expected: total + residual,
        total,
        residual,
        limit: residualLimit(opening),
      },
    },
  ];
}

/** The largest residual that a note answers, in electors: 100, or 0.01 % of the opening roll if that is more. */
export function residualLimit(opening: number): number {
  return Math.max(100, Math.floor(opening / 10_000));
}

/** Counts of electors that are some of all electors (V11). */
const insideTotal = [
  'withEpic',
  'withPhoto',
  'electors1819',
  'electors85Plus',
  'electorsPwd',
  'electorsPendingAdjudication',
] as const satisfies readonly Measure[];

/** V11: electors with a card, of an age and so on are no more than all electors. */
export function checkWithinTotal(counts: Counts): CheckFinding<CheckReason, Measure>[] {
  const total = counts.electorsTotal;
  if (total === undefined) return [];
  const findings: CheckFinding<CheckReason, Measure>[] = [];
  for (const cell of insideTotal) {
    const value = counts[cell];
    if (value === undefined || value <= total) continue;
    findings.push({
      check: 'V11',
      severity: 'E',
      cells: [cell, 'electorsTotal'],
      reason: 'exceeds_total',
      params: { value, total },
    });
  }
  return findings;
}

function checkHeaderDates(header: EntryHeader, today: IsoDate): CheckFinding[] {
  const findings: CheckFinding[] = [];
  const qualifying = parseDate(header.qualifyingDate);
  const asOn = parseDate(header.asOn);
  if (!qualifying.ok && qualifying.reason !== 'empty') {
    findings.push({
      check: 'V22',
      severity: 'E',
      cells: ['qualifyingDate'],
      reason: `date.${qualifying.reason}`,
      params: {},
    });
  }
  if (qualifying.ok && qualifyingDateFault(qualifying.value, { isAssembly: true, source: '' }) !== undefined) {
    const params = { qualifyingDate: qualifying.value };
    findings.push({ check: 'V22', severity: 'E', cells: ['qualifyingDate'], reason: 'not_qualifying_date', params });
  }
  if (!asOn.ok && asOn.reason !== 'empty') {
    findings.push({ check: 'V15', severity: 'E', cells: ['asOn'], reason: `date.${asOn.reason}`, params: {} });
  }
  if (asOn.ok && isFuture(asOn.value, today)) {
    findings.push({
      check: 'V15',
      severity: 'E',
      cells: ['asOn'],
      reason: 'as_on_future',
      params: { asOn: asOn.value, today },
    });
  }
  return findings;
}

function checkAgainstPrevious(counts: Counts, previous: Counts | undefined): CheckFinding[] {
  const findings: CheckFinding[] = checkJump(counts.electorsTotal, previous?.electorsTotal, 'S');
  if (previous && isCopy(counts, previous)) {
    const cells = entryCells.filter((cell) => previous[cell] !== undefined);
    findings.push({ check: 'V17', severity: 'F', cells, reason: 'copied', params: { figures: cells.length } });
  }
  return findings;
}

/** V16: a total that moved by more than the level's limit asks for a note. */
export function checkJump(
  total: number | undefined,
  previous: number | undefined,
  level: JumpLevel,
  cell: Measure = 'electorsTotal',
): CheckFinding<CheckReason, Measure>[] {
  if (total === undefined || previous === undefined || !isJump(total, previous, level)) return [];
  const percent = roundHalfAway(((total - previous) * 100) / previous, 2);
  const params = { total, previous, percent, limit: jumpLimits[level] };
  return [{ check: 'V16', severity: 'W', cells: [cell], reason: 'jump', params }];
}

/** Stations over the cap are no more than all stations (reading 6.7.15). */
export function checkPartsOverCap(counts: Counts): CheckFinding<CheckReason, Measure>[] {
  const { parts, partsOverCap: value } = counts;
  if (parts === undefined || value === undefined || value <= parts) return [];
  return [
    {
      check: 'PARTS',
      severity: 'W',
      cells: ['partsOverCap', 'parts'],
      reason: 'exceeds_parts',
      params: { value, parts },
    },
  ];
}

function checkTexts(header: EntryHeader): CheckFinding[] {
  const findings: CheckFinding[] = [];
  for (const field of ['sourceNote', 'exclusion'] as const) {
    const kind = findPersonalData(header[field]);
    if (kind)
      findings.push({ check: 'PII', severity: 'E', cells: [field], reason: `personal_data.${kind}`, params: {} });
  }
  return findings;
}

/** Left side less right side of `Σ parts = whole` (V01, V03, V12, V21): zero passes. */
export function sumResidual(parts: readonly number[], whole: number): number {
  return parts.reduce((sum, part) => sum + part, 0) - whole;
}

/**
 * Severity of a residual of V05, V08 or DQ-03: nothing at zero, W up to the larger of 100 electors and 0.01 % of the
 * opening roll, E above that. Source: roll-health catalogue, section 7.
 */
function residualSeverity(residual: number, opening: number): 'E' | 'W' | undefined {
  const size = Math.abs(residual);
  if (size === 0) return undefined;
  return size > 100 && size * 10_000 > opening ? 'E' : 'W';
}

export interface Identity {
  left: number;
  right: number;
  residual: number;
  severity: 'E' | 'W' | undefined;
}

/** V05: `opening + additions − deletions = closing`, in electors. */
export function rollForward(flow: {
  opening: number;
  additions: number;
  deletions: number;
  closing: number;
}): Identity {
  return identity(flow.opening + flow.additions - flow.deletions, flow.closing, flow.opening);
}

/** V08, first half: `before − not in draft = draft`, in electors. */
export function draftIdentity(sir: { before: number; notInDraft: number; draft: number }): Identity {
  return identity(sir.before - sir.notInDraft, sir.draft, sir.before);
}

/** V08, second half: `draft + added − deleted = final`, in electors. */
export function finalIdentity(sir: { draft: number; coAdded: number; coDeleted: number; final: number }): Identity {
  return identity(sir.draft + sir.coAdded - sir.coDeleted, sir.final, sir.draft);
}

function identity(left: number, right: number, opening: number): Identity {
  return { left, right, residual: left - right, severity: residualSeverity(left - right, opening) };
}

/** Largest change of the total between statements before V16 asks for a note, in percent. */
const jumpLimits = { S: 25, D: 25, A: 50, P: 70 } as const;
export type JumpLevel = Extract<Level, keyof typeof jumpLimits>;

/** V16: the total moved by more than 25 % (State, district), 50 % (constituency) or 70 % (part), strictly. */
export function isJump(total: number, previous: number, level: JumpLevel): boolean {
  return Math.abs(total - previous) * 100 > jumpLimits[level] * previous && previous > 0;
}

/** V17: every cell the previous statement has is filled with the same figure; at least the total and one more. */
export function isCopy(counts: Counts, previous: Counts): boolean {
  const known = entryCells.filter((cell) => previous[cell] !== undefined);
  return known.length >= 2 && known.includes('electorsTotal') && known.every((cell) => counts[cell] === previous[cell]);
}
