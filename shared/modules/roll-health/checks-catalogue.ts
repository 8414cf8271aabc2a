// The 24 checks as data: severities, what each severity asks for, and the fields each reads.

/** E rejects the row, W needs a note by the uploader, F is accepted and flagged for review. */
export type Severity = 'E' | 'W' | 'F';

/** What each severity asks of the uploader. */
export const answers = { E: 'reject', W: 'explain', F: 'flag' } as const satisfies Record<Severity, string>;

export interface CheckDefinition {
  /** The severities it can end in, worst first. */
  severities: readonly Severity[];
  /** Fields it reads, by the names of the upload fields. */
  reads: readonly string[];
}

/** The 24 checks. Source: roll-health catalogue, section 7. */
export const checkCatalogue = {
  V01: { severities: ['E', 'W'], reads: ['electorsTotal', 'electorsMale', 'electorsFemale', 'electorsThird'] },
  V02: { severities: ['E'], reads: ['every count'] },
  V03: { severities: ['E', 'W'], reads: ['electorsTotal', 'area', 'parent'] },
  V04: { severities: ['W'], reads: ['opening', 'previous.electorsTotal'] },
  V05: { severities: ['E', 'W'], reads: ['opening', 'additions', 'deletions', 'electorsTotal'] },
  V06: { severities: ['W', 'F'], reads: ['additions by form', 'deletions by reason'] },
  V07: { severities: ['W'], reads: ['received', 'accepted', 'rejected', 'pending'] },
  V08: {
    severities: ['E', 'W'],
    reads: ['electorsBefore', 'notInDraft', 'draftElectors', 'coAdded', 'coDeleted', 'finalElectors'],
  },
  V09: {
    severities: ['W'],
    reads: ['notInDraft', 'nidDead', 'nidShiftedAbsent', 'nidShifted', 'nidAbsent', 'nidDuplicate', 'nidOther'],
  },
  V10: { severities: ['W'], reads: ['efCollected', 'electorsBefore', 'draftElectors'] },
  V11: {
    severities: ['E'],
    reads: [
      'withEpic',
      'withPhoto',
      'electorsPwd',
      'electors1819',
      'electors85Plus',
      'electorsPendingAdjudication',
      'electorsTotal',
    ],
  },
  V12: { severities: ['W'], reads: ['age cohorts', 'electorsTotal'] },
  V13: { severities: ['W'], reads: ['male', 'female', 'third', 'additions', 'deletions'] },
  V14: { severities: ['F'], reads: ['published rate', 'counts'] },
  V15: { severities: ['E'], reads: ['enumStart', 'enumEnd', 'draft', 'claimsEnd', 'final', 'asOn'] },
  V16: { severities: ['W'], reads: ['electorsTotal', 'previous.electorsTotal'] },
  V17: { severities: ['F'], reads: ['every count', 'previous'] },
  V18: { severities: ['F'], reads: ['finalElectors', 'draftElectors'] },
  V19: { severities: ['E'], reads: ['popTotal', 'pop18Plus', 'population cohorts', 'basis'] },
  V20: { severities: ['W'], reads: ['local roll', 'electorsTotal'] },
  V21: { severities: ['E', 'W'], reads: ['wards', 'local body', 'State local total'] },
  V22: { severities: ['E'], reads: ['qualifyingDate', 'legalBasis'] },
  V23: { severities: ['E'], reads: ['areaCode', 'asOn'] },
  V24: { severities: ['E', 'F'], reads: ['every count', 'precision'] },
} as const satisfies Record<string, CheckDefinition>;
export type CheckId = keyof typeof checkCatalogue;

/** Checks beside the 24, all of which ask for a note. Source: roll-health catalogue, reading 6.7.15. */
export const furtherChecks = {
  PARTS: { severities: ['W'], reads: ['partsOverCap', 'parts'] },
  HOUSEHOLDS: { severities: ['W'], reads: ['householdsOver10', 'households'] },
  CONFIRMED: {
    severities: ['W'],
    reads: ['dseConfirmed', 'dseDisposed', 'pseConfirmed', 'pseDisposed', 'dupConfirmed'],
  },
  DECIDED: { severities: ['W'], reads: ['noticesDecided', 'appealsDecided', 'appealsAllowed', 'dupDecided'] },
  CODES: { severities: ['W'], reads: ['partNo', 'areaCode'] },
} as const satisfies Record<string, CheckDefinition>;
export type FurtherCheckId = keyof typeof furtherChecks;
