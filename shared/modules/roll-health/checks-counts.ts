// The checks of one area's counts, for files: each runs where its figures are known, and says which cells it is about.

import { cohorts, type Measure, measures } from './catalogue-measures.ts';
import {
  type CheckFinding,
  type CheckReason,
  checkGenders,
  checkJump,
  checkOpening,
  checkRollForward,
  checkWithinTotal,
  draftIdentity,
  finalIdentity,
  type GenderCells,
  type Identity,
  type JumpLevel,
  residualLimit,
  sumResidual,
} from './checks.ts';
import type { CheckId, FurtherCheckId } from './checks-catalogue.ts';
import { checkInside } from './checks-inside.ts';
import {
  checkFormsCollected,
  classSum,
  isClubbedAtOdds,
  isDraftRepeated,
  printedSum,
  reasonsOfNotInDraft,
  statedReasons,
} from './checks-record.ts';
import type { Counts, Level } from './schema.ts';

/** Reasons beside those of the State form, and the figures their sentences may use. */
export const recordReasonParams = {
  children_sum: ['children', 'sum', 'total', 'residual'],
  published_sum: ['children', 'sum', 'total', 'residual'],
  wards_sum: ['children', 'sum', 'total', 'residual'],
  bodies_sum: ['children', 'sum', 'total', 'residual'],
  wards_count: ['rows', 'wards'],
  additions_by_form: ['sum', 'total', 'residual'],
  deletions_by_reason: ['sum', 'total', 'residual'],
  form_steps: ['accepted', 'rejected', 'pending', 'sum', 'received', 'residual'],
  draft_identity: ['before', 'notInDraft', 'expected', 'draft', 'residual', 'limit'],
  final_identity: ['draft', 'added', 'deleted', 'expected', 'final', 'residual', 'limit'],
  not_in_draft_reasons: ['sum', 'total', 'residual'],
  clubbed_at_odds: ['clubbed', 'shifted', 'absent'],
  forms_exceed_before: ['collected', 'before'],
  forms_differ_from_draft: ['collected', 'draft'],
  cohort_sum: ['sum', 'total', 'residual'],
  flow_genders: ['male', 'female', 'third', 'sum', 'total', 'residual'],
  final_is_draft: ['total'],
  population_adults: ['adults', 'total'],
  population_cohorts: ['sum', 'adults', 'percent'],
  population_basis: [],
  local_above_assembly: ['local', 'assembly'],
  exceeds_whole: ['value', 'whole'],
} as const satisfies Record<string, readonly string[]>;
export type RecordReason = keyof typeof recordReasonParams;

/** Its cells are measures, the one to mark first. */
export interface CountFinding extends Omit<CheckFinding<CheckReason | RecordReason, Measure>, 'check'> {
  check: CheckId | FurtherCheckId | 'PII';
}

export interface CountsContext {
  level: Level;
  /** The intensive revision has identities of its own (V08), in the place of V05. */
  isIntensive: boolean;
  stage: 'continuous' | 'pre_draft' | 'draft' | 'final' | 'supplement';
  /** Size of the last printed place in electors; 0 for exact figures. */
  place: number;
  /** Copied from the press: V01 asks for a note in place of refusing. */
  isTranscribed: boolean;
  /** Checks for which an explanation code was given. */
  explained: readonly CheckId[];
  /** The previous published snapshot of the same unit. */
  previous: Counts | undefined;
  /** The counts that are new, of those that are checked: V17 asks whether all of these only repeat the previous. */
  own: Counts;
}

/**
 * V01, V04 to V06, V08 to V13, V16 to V18 and the further checks over one area's counts, in that order. A check whose
 * figures are not all known says nothing. Source: roll-health catalogue, section 7 and readings 6.7.
 */
export function checkCounts(counts: Counts, context: CountsContext): CountFinding[] {
  const { place, isTranscribed, previous } = context;
  return [
    ...genderCells.flatMap((cells) => checkGenders(counts, isTranscribed, cells, place)),
    ...checkOpening(counts, previous?.electorsTotal, place),
    ...(context.isIntensive
      ? checkIntensive(counts, context)
      : checkRollForward(counts, context.explained.includes('V05'), place)),
    ...checkClasses(counts, place),
    ...(place === 0 ? checkReasons(counts) : []),
    ...checkCollected(counts, place),
    ...checkWithinTotal(counts),
    ...checkCohorts(counts, place),
    ...checkFlowGenders(counts, place),
    ...checkMovement(counts, context),
    ...checkInside(counts),
  ];
}

const genderCells = [
  ['electorsTotal', 'electorsMale', 'electorsFemale', 'electorsThird'],
  ['electors1819', 'electors1819Male', 'electors1819Female', 'electors1819Third'],
  ['localElectors', 'localMale', 'localFemale', 'localThird'],
  ...cohorts.map(
    (cohort) => [`cohort${cohort}`, `cohort${cohort}Male`, `cohort${cohort}Female`, `cohort${cohort}Third`] as const,
  ),
] as const satisfies readonly GenderCells[];

/** V08. At the draft the roll is before − not in draft; at the final the opening is the draft (reading 6.7.4). */
function checkIntensive(counts: Counts, context: CountsContext): CountFinding[] {
  const isFinal = context.stage === 'final' || context.stage === 'supplement';
  const before = counts.electorsBefore ?? (isFinal ? undefined : counts.opening);
  const draft = counts.draftElectors ?? (isFinal ? counts.opening : counts.electorsTotal);
  const { notInDraft } = counts;
  const findings: CountFinding[] = [];
  if (before !== undefined && notInDraft !== undefined && draft !== undefined) {
    const found = draftIdentity({ before, notInDraft, draft });
    const cells: Measure[] = isFinal ? ['notInDraft', 'electorsBefore', 'opening'] : ['electorsTotal', 'notInDraft'];
    const params = { before, notInDraft, expected: found.left, draft, residual: found.residual };
    findings.push(...identityFinding('draft_identity', found, context, { cells, params, opening: before }));
  }
  const final = counts.finalElectors ?? (isFinal ? counts.electorsTotal : undefined);
  const coAdded = counts.coAdded ?? (isFinal ? counts.additions : undefined);
  const coDeleted = counts.coDeleted ?? (isFinal ? counts.deletions : undefined);
  if (draft === undefined || final === undefined || coAdded === undefined || coDeleted === undefined) return findings;
  const found = finalIdentity({ draft, coAdded, coDeleted, final });
  const cells: Measure[] = ['electorsTotal', 'opening', 'additions', 'deletions'];
  const params = { draft, added: coAdded, deleted: coDeleted, expected: found.left, final, residual: found.residual };
  findings.push(...identityFinding('final_identity', found, context, { cells, params, opening: draft }));
  return findings;
}

function identityFinding(
  reason: 'draft_identity' | 'final_identity',
  { residual, severity }: Identity,
  { explained, place }: CountsContext,
  of: { cells: Measure[]; params: Record<string, number>; opening: number },
): CountFinding[] {
  if (severity === undefined || Math.abs(residual) <= place * 2) return [];
  const params = { ...of.params, limit: residualLimit(of.opening) };
  return [{ check: 'V08', severity: explained.includes('V08') ? 'W' : severity, cells: of.cells, reason, params }];
}

/** Forms by which an elector is added: an inclusion, an overseas elector, a shift from another constituency. */
const addingForms = ['form6Accepted', 'form6aAccepted', 'form8ShiftInAccepted', 'suoMotuAdded'] as const;

/** V06: additions by form, deletions by reason. The remainder is unclassified and wants a note. */
function checkClasses(counts: Counts, place: number): CountFinding[] {
  const { additions, deletions } = counts;
  const byForm = addingForms.map((form) => counts[form]);
  const findings: CountFinding[] = [];
  const compare = (values: readonly number[], whole: number, cells: Measure[], reason: RecordReason) => {
    const { residual, severity } = classSum(
      values.map((value) => ({ value, place })),
      { value: whole, place },
      false,
    );
    const params = { sum: whole + residual, total: whole, residual };
    if (severity !== undefined) findings.push({ check: 'V06', severity, cells, reason, params });
  };
  if (additions !== undefined && byForm.every((value) => value !== undefined)) {
    compare(byForm, additions, [...addingForms, 'additions'], 'additions_by_form');
  }
  const reasons = statedReasons(counts, 'deletions');
  if (deletions !== undefined && reasons.length > 0) {
    const cells: Measure[] = [...reasons.map((reason) => reason.measure), 'deletions'];
    compare(
      reasons.map((reason) => reason.count),
      deletions,
      cells,
      'deletions_by_reason',
    );
  }
  return findings;
}

/** V07: accepted, rejected and pending of one form are what was received. */
export function checkForm(
  steps: {
    received?: number | undefined;
    accepted?: number | undefined;
    rejected?: number | undefined;
    pending?: number | undefined;
  },
  place: number,
): Pick<CountFinding, 'check' | 'severity' | 'reason' | 'params'> | undefined {
  const { received, accepted, rejected, pending } = steps;
  if (received === undefined || accepted === undefined || rejected === undefined || pending === undefined) return;
  const residual = sumResidual([accepted, rejected, pending], received);
  const params = { accepted, rejected, pending, sum: received + residual, received, residual };
  return Math.abs(residual) <= place * 2 ? undefined : { check: 'V07', severity: 'W', reason: 'form_steps', params };
}

/** V09: the reasons for absence from the draft; not for rounded figures (reading 6.7.13). */
function checkReasons(counts: Counts): CountFinding[] {
  const found = reasonsOfNotInDraft(counts);
  const {
    notInDraft: total = 0,
    nidShiftedAbsent: clubbed = 0,
    nidShifted: shifted = 0,
    nidAbsent: absent = 0,
  } = counts;
  const findings: CountFinding[] = [];
  const w = { check: 'V09', severity: 'W' } as const;
  if (found !== undefined && found.residual !== 0) {
    const cells: Measure[] = [...statedReasons(counts, 'notInDraft').map((reason) => reason.measure), 'notInDraft'];
    const params = { sum: total + found.residual, total, residual: found.residual };
    findings.push({ ...w, cells, reason: 'not_in_draft_reasons', params });
  }
  if (isClubbedAtOdds(counts)) {
    const cells: Measure[] = ['nidShiftedAbsent', 'nidShifted', 'nidAbsent'];
    findings.push({ ...w, cells, reason: 'clubbed_at_odds', params: { clubbed, shifted, absent } });
  }
  return findings;
}

/** V10: forms collected against the roll before and the draft. */
function checkCollected(counts: Counts, place: number): CountFinding[] {
  const { efCollected: collected = 0, electorsBefore: before = 0, draftElectors: draft = 0 } = counts;
  const found = checkFormsCollected(counts).filter(
    (one) => one === 'exceeds_before' || Math.abs(collected - draft) > place,
  );
  return found.map((one) =>
    one === 'exceeds_before'
      ? {
          check: 'V10',
          severity: 'W',
          cells: ['efCollected', 'electorsBefore'],
          reason: 'forms_exceed_before',
          params: { collected, before },
        }
      : {
          check: 'V10',
          severity: 'W',
          cells: ['efCollected', 'draftElectors'],
          reason: 'forms_differ_from_draft',
          params: { collected, draft },
        },
  );
}

/** V12: the eight cohorts add up to the roll, and of each gender to its electors. */
function checkCohorts(counts: Counts, place: number): CountFinding[] {
  const findings: CountFinding[] = [];
  for (const side of ['', 'Male', 'Female', 'Third'] as const) {
    const cells = cohorts.map((cohort) => `cohort${cohort}${side}` as const);
    const values = cells.map((cell) => counts[cell]);
    const total = counts[side === '' ? 'electorsTotal' : (`electors${side}` as const)];
    if (total === undefined || !values.every((value) => value !== undefined)) continue;
    const printed = values.map((value) => ({ value, place }));
    const { residual, isBeyondRounding } = printedSum(printed, { value: total, place });
    if (!isBeyondRounding) continue;
    const params = { sum: total + residual, total, residual };
    findings.push({ check: 'V12', severity: 'W', cells, reason: 'cohort_sum', params });
  }
  return findings;
}

/** V13: men, women and third gender of a flow add up to it. */
function checkFlowGenders(counts: Counts, place: number): CountFinding[] {
  return (['additions', 'deletions'] as const).flatMap((flow): CountFinding[] => {
    const cells = [flow, `${flow}Male`, `${flow}Female`, `${flow}Third`] as const;
    const [total, male, female, third] = cells.map((cell) => counts[cell]);
    const found = flowGenders({ total, male, female, third }, place);
    return found === undefined ? [] : [{ ...found, cells: [...cells] }];
  });
}

/** V13 for one flow or one form. Undefined when it passes or one of the four is unknown. */
export function flowGenders(
  flow: Readonly<Record<'total' | 'male' | 'female' | 'third', number | undefined>>,
  place: number,
): Pick<CountFinding, 'check' | 'severity' | 'reason' | 'params'> | undefined {
  const { total, male, female, third } = flow;
  if (total === undefined || male === undefined || female === undefined || third === undefined) return;
  const printed = [male, female, third].map((value) => ({ value, place }));
  const { residual, isBeyondRounding } = printedSum(printed, { value: total, place });
  const params = { male, female, third, sum: total + residual, total, residual };
  return isBeyondRounding ? { check: 'V13', severity: 'W', reason: 'flow_genders', params } : undefined;
}

/** V16, V17 and V18: against the previous snapshot, and a final that only repeats the draft. */
function checkMovement(counts: Counts, context: CountsContext): CountFinding[] {
  const { previous, level, isIntensive, stage } = context;
  const findings: CountFinding[] = [];
  if (isJumpLevel(level)) findings.push(...checkJump(counts.electorsTotal, previous?.electorsTotal, level));
  if (level === 'S' || level === 'D') {
    findings.push(...checkJump(counts.localElectors, previous?.localElectors, level, 'localElectors'));
  }
  const known = measuresIn(context.own);
  if (previous !== undefined && known.length > 1 && known.every((measure) => counts[measure] === previous[measure])) {
    const params = { figures: known.length };
    findings.push({ check: 'V17', severity: 'F', cells: known, reason: 'copied', params });
  }
  const total = counts.electorsTotal;
  const draft = counts.draftElectors ?? (isIntensive ? counts.opening : undefined);
  if (
    stage === 'final' &&
    total !== undefined &&
    draft !== undefined &&
    isDraftRepeated({ value: total, place: context.place }, draft)
  ) {
    findings.push({
      check: 'V18',
      severity: 'F',
      cells: ['electorsTotal'],
      reason: 'final_is_draft',
      params: { total },
    });
  }
  return findings;
}

function isJumpLevel(level: Level): level is JumpLevel {
  return level === 'S' || level === 'D' || level === 'A' || level === 'P';
}

const allMeasures: ReadonlySet<string> = new Set(measures);

function isMeasure(name: string): name is Measure {
  return allMeasures.has(name);
}

/** The measures that are known. */
export function measuresIn(counts: Counts): Measure[] {
  return Object.keys(counts)
    .filter(isMeasure)
    .filter((measure) => counts[measure] !== undefined);
}
