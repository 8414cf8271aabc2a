// Who may call what, transcribed from the mandates (declaration, section 5) by hand. Every procedure of the router has
// a line here; a procedure without one fails the matrix test.

import { randomBytes } from 'node:crypto';
import { newId } from '#shared/kernel/ids.ts';
import { blankDescription } from './timeline-entry.ts';

export interface Target {
  stateCode: string;
  bodyId: string;
}

/** Own State and body, the neighbour body of the own State, and other States'. "Own" is Kerala. */
export const targets = {
  ownCeo: { stateCode: 'IN-KL', bodyId: 'CEO-IN-KL' },
  ownSec: { stateCode: 'IN-KL', bodyId: 'SEC-IN-KL' },
  otherCeo: { stateCode: 'IN-UP', bodyId: 'CEO-IN-UP' },
  otherSec: { stateCode: 'IN-UP', bodyId: 'SEC-IN-UP' },
  unionTerritories: { stateCode: 'IN-AN', bodyId: 'SEC-UT' },
} as const satisfies Record<string, Target>;

export type Reach = 'any' | 'body' | 'state';

type Who = Partial<
  Record<
    | 'commissioner'
    | 'secCommissioner'
    | 'eciStaff'
    | 'organiser'
    | 'ceoMaker'
    | 'ceoChecker'
    | 'secMaker'
    | 'secChecker'
    | 'viewer'
    | 'technicalAdmin',
    Reach | undefined
  >
>;

export interface ProcedureCase {
  input(target: Target, formId: string): unknown;
  who(target: Target): Who;
  /** Left out: every target. */
  appliesTo?(target: Target): boolean;
}

const isSec = (target: Target) => target.bodyId.startsWith('SEC');
const everyoneSignedIn: Who = {
  commissioner: 'any',
  secCommissioner: 'any',
  eciStaff: 'any',
  organiser: 'any',
  ceoMaker: 'any',
  ceoChecker: 'any',
  secMaker: 'any',
  secChecker: 'any',
  viewer: 'any',
  technicalAdmin: 'any',
};
const onceOnly = (target: Target) => target === targets.ownCeo;
const command = () => ({ key: newId() });

const drafts = (target: Target): Who =>
  isSec(target)
    ? { secCommissioner: 'body', secMaker: 'body', secChecker: 'body' }
    : { commissioner: 'any', eciStaff: 'any', ceoMaker: 'body', ceoChecker: 'body' };
const makers = (target: Target): Who => (isSec(target) ? { secMaker: 'body' } : { ceoMaker: 'body' });
/** Who may speak of an item of this body: its own offices, and the ECI's divisions for the ECI's own. */
const owners = (target: Target): Who => (isSec(target) ? { secMaker: 'body', secChecker: 'body' } : ceoOffices);
const ceoOffices: Who = { ceoMaker: 'body', ceoChecker: 'body' };
const readers: Who = { ...everyoneSignedIn, technicalAdmin: undefined };
const administrators: Who = { technicalAdmin: 'any' };
/** Definitions and limits are the ECI secretariat's to keep, not the technical administrator's. */
const secretariat: Who = { organiser: 'any' };
const limitsOfDay = {
  metricId: 'FL-11',
  exercise: 'SIR',
  level: 'S',
  season: null,
  stateCode: null,
  amber: { above: 9 },
  red: { above: 15 },
  validFrom: '2026-11-22',
  versionNo: 99,
};

/** An exercise of the public record that is the target's. */
const exercises: Readonly<Record<string, string>> = {
  'CEO-IN-KL': 'IN-KL-LA-2026',
  'SEC-IN-KL': 'IN-KL-LSG-2025',
  'CEO-IN-UP': 'IN-UP-LA-2027',
  'SEC-IN-UP': 'IN-UP-PRI-2026',
};
const hasDates = ({ bodyId }: Target) => bodyId in exercises;
const datesOf = ({ bodyId }: Target) => ({ exerciseId: exercises[bodyId], version: 99 });
const noDays = { start: '28-01-2027', end: '', orderRef: '', note: '' };
const newDates = ({ stateCode, bodyId }: Target) => ({
  places: [stateCode],
  bodyId,
  kind: 'other',
  description: blankDescription,
});
/** The ECI's offices see every loan, an SEC its own, a CEO those of its State. */
const seesLoan: Who = {
  commissioner: 'any',
  eciStaff: 'any',
  secCommissioner: 'body',
  secMaker: 'body',
  secChecker: 'body',
  ceoMaker: 'state',
  ceoChecker: 'state',
};
const lendingDivision: Who = { eciStaff: 'any' };
const days = { from: '2027-01-01', to: '2027-01-31' };

const newImport = {
  dataset: 'area_register',
  header: {
    rollType: 'assembly',
    exerciseType: 'CU',
    stage: 'continuous',
    supplementNo: null,
    qualifyingDate: null,
    asOf: '2026-10-31',
    publishedOn: null,
    sourceRef: 'a file of the office',
    basis: 'final',
    precision: 'exact',
  },
  corrects: null,
  bytes: 1,
};

export const procedures: Record<string, ProcedureCase> = {
  'actions.overview': { input: () => undefined, who: () => readers, appliesTo: onceOnly },
  'actions.list': { input: () => ({}), who: () => readers, appliesTo: onceOnly },
  'actions.get': { input: () => ({ itemId: 'A04' }), who: () => readers, appliesTo: onceOnly },
  'actions.updateProgress': {
    // A13 has a copy for the CEO and one for the commission of every State.
    input: ({ stateCode, bodyId }) => ({
      ...command(),
      copyId: `A13/${stateCode}/${bodyId.slice(0, 3)}`,
      version: 99,
      status: 'in_progress',
      note: '',
      evidence: '',
    }),
    who: owners,
  },
  'audit.list': {
    input: () => ({}),
    who: () => ({ ...everyoneSignedIn, viewer: undefined, technicalAdmin: undefined }),
    appliesTo: onceOnly,
  },
  'calendar.get': { input: () => ({ from: '2026-11-01', to: '2026-11-30' }), who: () => readers, appliesTo: onceOnly },
  // A person's own: the technical administrator reads no dates, and so has no address of them.
  'calendar.feeds': { input: () => undefined, who: () => readers, appliesTo: onceOnly },
  'calendar.addFeed': {
    input: ({ stateCode }) => ({
      ...command(),
      name: 'My State',
      secret: randomBytes(32).toString('base64url'),
      language: 'en',
      stateCode,
      hasSample: false,
    }),
    who: () => readers,
    appliesTo: onceOnly,
  },
  // Of an address that is not there: refused to all in the same words. Whose own it is, is in `calendar.test.ts`.
  'calendar.revokeFeed': { input: () => ({ ...command(), id: newId() }), who: () => ({}), appliesTo: onceOnly },
  'bulletins.get': { input: () => ({ exercise: 'SIR' }), who: () => readers, appliesTo: onceOnly },
  // Imports: drafts and steps are as those of a form. National files are the ECI's own divisions'.
  'exchange.list': {
    input: () => ({}),
    who: () => readers,
    appliesTo: onceOnly,
  },
  'exchange.choices': { input: () => undefined, who: () => readers, appliesTo: onceOnly },
  'exchange.get': { input: (_target, id) => ({ id }), who: drafts },
  'exchange.start': {
    input: ({ stateCode, bodyId }) => ({ ...newImport, ...command(), stateCode, bodyId }),
    who: makers,
  },
  'exchange.cancel': { input: (_target, id) => ({ ...command(), id, version: 99 }), who: makers },
  'exchange.discard': { input: (_target, id) => ({ ...command(), id, version: 99 }), who: makers },
  'exchange.submit': { input: (_target, id) => ({ ...command(), id, version: 99, notes: {} }), who: makers },
  'exchange.return': {
    input: (_target, id) => ({ ...command(), id, version: 99, reason: 'look again' }),
    who: (target) => (isSec(target) ? { secChecker: 'body' } : { ceoChecker: 'body', eciStaff: 'any' }),
  },
  'exchange.publish': {
    input: (_target, id) => ({ ...command(), id, version: 99 }),
    who: (target) => (isSec(target) ? { secChecker: 'body' } : { ceoChecker: 'body' }),
  },
  'national.addSample': {
    input: command,
    who: () => ({ commissioner: 'any', organiser: 'any', technicalAdmin: 'any' }),
    appliesTo: onceOnly,
  },
  'national.removeSample': {
    input: command,
    who: () => ({ commissioner: 'any', organiser: 'any', technicalAdmin: 'any' }),
    appliesTo: onceOnly,
  },
  'lending.list': {
    input: () => ({}),
    who: () => Object.fromEntries(Object.keys(seesLoan).map((role) => [role, 'any'])),
    appliesTo: onceOnly,
  },
  'lending.get': { input: (_target, id) => ({ loanId: id }), who: () => seesLoan, appliesTo: isSec },
  'lending.ask': {
    input: (target) => ({
      ...command(),
      ...target,
      exerciseId: null,
      unit: 'CU',
      model: null,
      asked: 5,
      ...days,
      place: 'a warehouse',
      note: '',
    }),
    who: () => ({ secMaker: 'body' }),
    appliesTo: isSec,
  },
  'lending.offer': {
    input: (_target, id) => ({ ...command(), loanId: id, version: 99, poolId: newId(), count: 1, note: '' }),
    who: () => lendingDivision,
    appliesTo: isSec,
  },
  'lending.decline': {
    input: (_target, id) => ({ ...command(), loanId: id, version: 99, note: 'none can be spared' }),
    who: () => lendingDivision,
    appliesTo: isSec,
  },
  'lending.accept': {
    input: (_target, id) => ({ ...command(), loanId: id, version: 99, note: '' }),
    who: () => ({ secChecker: 'body' }),
    appliesTo: isSec,
  },
  'lending.withdraw': {
    input: (_target, id) => ({ ...command(), loanId: id, version: 99, note: 'the poll is by ballot' }),
    who: () => ({ secMaker: 'body' }),
    appliesTo: isSec,
  },
  'lending.handOver': {
    input: (_target, id) => ({ ...command(), loanId: id, version: 99, count: 1, note: '' }),
    who: () => lendingDivision,
    appliesTo: isSec,
  },
  'lending.giveBack': {
    input: (_target, id) => ({
      ...command(),
      loanId: id,
      version: 99,
      count: 1,
      damaged: 0,
      repairedOn: null,
      note: '',
    }),
    who: () => lendingDivision,
    appliesTo: isSec,
  },
  'logistics.board': { input: () => ({}), who: () => readers, appliesTo: onceOnly },
  'logistics.exercise': { input: () => ({ exerciseId: 'none' }), who: () => readers, appliesTo: onceOnly },
  'logistics.grid': {
    input: () => ({ exerciseId: 'none', itemIds: ['ink'] }),
    who: () => readers,
    appliesTo: onceOnly,
  },
  'logistics.saveReturns': {
    input: ({ bodyId }) => ({
      ...command(),
      exerciseId: `MATRIX-${bodyId}`,
      asOn: '2026-11-22',
      source: 'return of the district',
      note: '',
      lines: [
        {
          districtCode: 'none',
          itemId: 'ink',
          facet: '',
          seen: null,
          available: 1,
          checked: null,
          deployed: null,
          required: null,
          requiredReason: null,
        },
      ],
    }),
    who: makers,
  },
  'logistics.setParameters': {
    input: ({ bodyId }) => ({
      ...command(),
      exerciseId: `MATRIX-${bodyId}`,
      source: 'list of polling stations',
      values: [{ districtCode: 'none', parameter: 'psMain', value: 1 }],
    }),
    who: makers,
  },
  'logistics.settings': { input: () => undefined, who: () => readers, appliesTo: onceOnly },
  'logistics.setSetting': {
    input: (target) => ({
      ...command(),
      ...target,
      setting: 'preset/resInk',
      value: 900,
      source: 'order of the body',
      reason: 'set by the permission matrix',
      validFrom: '2026-11-22',
    }),
    who: makers,
  },
  'logistics.positions': { input: () => ({}), who: () => readers, appliesTo: onceOnly },
  'logistics.setPosition': {
    input: (target) => ({
      ...command(),
      ...target,
      districtCode: 'none',
      unit: 'CU',
      model: 'M2',
      seen: null,
      usable: 1,
      underRepair: 0,
      committed: 0,
      lent: 0,
      total: 1,
      asOn: '2026-11-22',
      source: 'stock register',
    }),
    who: makers,
  },
  'machinePools.list': {
    input: () => days,
    who: () => ({ commissioner: 'any', eciStaff: 'any' }),
    appliesTo: onceOnly,
  },
  'machinePools.set': {
    input: ({ stateCode }) => ({
      ...command(),
      stateCode,
      unit: 'CU',
      model: 'M3',
      usable: 5,
      asOn: '2026-11-22',
      source: 'a count of the division',
      version: 0,
    }),
    who: () => lendingDivision,
  },
  'machinePools.lock': {
    input: () => ({
      ...command(),
      poolId: newId(),
      count: 1,
      ...days,
      exerciseId: null,
      reason: 'sealed after the poll',
    }),
    who: () => lendingDivision,
    appliesTo: onceOnly,
  },
  'machinePools.unlock': {
    input: () => ({ ...command(), lockId: newId() }),
    who: () => lendingDivision,
    appliesTo: onceOnly,
  },
  'people.listSessions': { input: () => undefined, who: () => everyoneSignedIn, appliesTo: onceOnly },
  'people.endSessions': {
    input: () => ({ ...command(), sessionId: 'not a session' }),
    who: () => everyoneSignedIn,
    appliesTo: onceOnly,
  },
  'people.setLanguage': {
    input: () => ({ ...command(), language: 'en' }),
    who: () => everyoneSignedIn,
    appliesTo: onceOnly,
  },
  // Nobody may act in an office they do not hold.
  'people.actAs': { input: () => ({ ...command(), membershipId: newId() }), who: () => ({}), appliesTo: onceOnly },
  'people.list': { input: () => undefined, who: () => administrators, appliesTo: onceOnly },
  'people.listBodies': { input: () => undefined, who: () => administrators, appliesTo: onceOnly },
  'people.add': {
    input: (target) => ({
      ...command(),
      name: 'An officer',
      email: `${newId()}@test.samanvay.example`,
      password: 'a long enough passphrase',
      bodyId: target.bodyId,
      role: isSec(target) ? 'sec_maker' : 'ceo_maker',
    }),
    who: () => administrators,
  },
  'people.grant': {
    input: () => ({ ...command(), personId: 'nobody', bodyId: 'NOWHERE', role: 'viewer' }),
    who: () => administrators,
    appliesTo: onceOnly,
  },
  'people.end': {
    input: () => ({ ...command(), membershipId: newId(), version: 1 }),
    who: () => administrators,
    appliesTo: onceOnly,
  },
  'radar.list': { input: () => ({}), who: () => readers, appliesTo: onceOnly },
  'radar.get': { input: () => ({ id: 'C01:none:none' }), who: () => readers, appliesTo: onceOnly },
  'radar.counts': { input: () => undefined, who: () => readers, appliesTo: onceOnly },
  // Of a finding that is not there: refused to all in the same words. Who may answer which is in `radar-acts.test.ts`.
  'radar.act': {
    input: () => ({ ...command(), id: 'C01:none:none', version: 1, act: 'acknowledge', note: 'Seen by our office.' }),
    who: () => ({}),
    appliesTo: onceOnly,
  },
  'radar.pools': { input: ({ stateCode }) => ({ stateCode }), who: () => readers },
  'radar.setPool': {
    input: (target) => ({
      ...command(),
      ...target,
      districtCode: '',
      resource: 'machines',
      model: '',
      unit: 'CU',
      available: 100,
      asOn: '2026-11-01',
      source: 'Stock register of the office',
      was: null,
    }),
    who: makers,
  },
  'rollGap.list': { input: () => ({}), who: () => readers, appliesTo: onceOnly },
  'rollGap.get': { input: ({ stateCode }) => ({ stateCode }), who: () => readers },
  'rollGap.giveReason': {
    input: (target) => ({ ...command(), ...target, reason: 'cut_off_date', electors: null, note: 'Later cut-off' }),
    who: owners,
  },
  // Of a reason that is not there: refused to all in the same words. Who may withdraw which is in `roll-gap.test.ts`.
  'rollGap.withdrawReason': {
    input: () => ({ ...command(), id: newId(), version: 1 }),
    who: () => ({}),
    appliesTo: onceOnly,
  },
  'rollHealth.metrics': { input: () => undefined, who: () => everyoneSignedIn, appliesTo: onceOnly },
  'rollHealth.metric': { input: () => ({ id: 'FL-11' }), who: () => everyoneSignedIn, appliesTo: onceOnly },
  'rollHealth.now': { input: () => ({ id: 'FL-11' }), who: () => readers, appliesTo: onceOnly },
  'rollHealth.previewLimits': { input: () => limitsOfDay, who: () => secretariat, appliesTo: onceOnly },
  'rollHealth.setLimits': {
    input: () => ({ ...command(), ...limitsOfDay, reason: 'Set by the permission matrix' }),
    who: () => secretariat,
    appliesTo: onceOnly,
  },
  'rolls.units': { input: ({ stateCode }) => ({ level: 'D', stateCode }), who: () => readers },
  'rolls.parts': {
    input: ({ stateCode }) => ({ stateCode, sort: 'worst', order: 'descending', filter: {}, offset: 0, limit: 1 }),
    who: () => readers,
  },
  'rolls.metric': { input: () => ({ id: 'FL-01' }), who: () => readers, appliesTo: onceOnly },
  'rolls.outliers': {
    input: ({ stateCode }) => ({ stateCode, predicates: [{ subject: 'FL-01', op: 'above', value: 10 }], limit: 1 }),
    who: () => readers,
  },
  'states.list': {
    input: () => ({}),
    who: () => ({ ...everyoneSignedIn, technicalAdmin: undefined }),
    appliesTo: onceOnly,
  },
  'states.get': {
    input: ({ stateCode }) => ({ code: stateCode }),
    who: () => ({ ...everyoneSignedIn, technicalAdmin: undefined }),
  },
  'submissions.get': { input: (target) => ({ period: '2026-09', ...target }), who: drafts },
  'submissions.desk': {
    input: () => undefined,
    who: () => ({ ...everyoneSignedIn, organiser: undefined, viewer: undefined, technicalAdmin: undefined }),
    appliesTo: onceOnly,
  },
  'submissions.saveDraft': {
    input: (target) => ({
      ...command(),
      period: '2026-07',
      ...target,
      version: 0,
      cells: { electorsTotal: '1' },
      header: {},
      notes: {},
    }),
    who: makers,
  },
  'submissions.submit': { input: (_target, id) => ({ ...command(), id, version: 99 }), who: makers },
  'submissions.withdraw': { input: (_target, id) => ({ ...command(), id, version: 99 }), who: makers },
  'submissions.return': {
    input: (_target, id) => ({ ...command(), id, version: 99, reason: 'look again' }),
    who: (target) => (isSec(target) ? { secChecker: 'body' } : { ceoChecker: 'body', eciStaff: 'any' }),
  },
  'submissions.publish': {
    input: (_target, id) => ({ ...command(), id, version: 99 }),
    who: (target) => (isSec(target) ? { secChecker: 'body' } : { ceoChecker: 'body' }),
  },
  'submissions.correct': {
    input: (_target, id) => ({ ...command(), id, erratum: 'figures of one district left out' }),
    who: makers,
  },
  'timelines.list': { input: () => ({}), who: () => readers, appliesTo: onceOnly },
  'timelines.get': { input: () => ({ id: 'IN-KL-LSG-2025' }), who: () => readers, appliesTo: onceOnly },
  'timelines.toConfirm': { input: () => undefined, who: () => readers, appliesTo: onceOnly },
  // Plans are laid out by those who write dates anywhere: makers, and the ECI's divisions for its national exercises.
  'timelines.plan': {
    input: () => ({ template: 'T-SEC', stateCode: null, preset: null, anchor: '', termEnd: '' }),
    who: () => ({ eciStaff: 'any', ceoMaker: 'any', secMaker: 'any' }),
    appliesTo: onceOnly,
  },
  'timelines.addExercise': {
    input: (target) => ({ ...command(), ...newDates(target) }),
    who: makers,
  },
  'timelines.layOut': {
    input: (target) => ({
      ...command(),
      into: newDates(target),
      template: 'T-SEC',
      dates: [{ milestone: 'poll', start: '28-01-2027', end: '', blockedBy: [] }],
      note: '',
    }),
    who: makers,
  },
  'timelines.addMilestone': {
    input: (target) => ({ ...command(), ...datesOf(target), milestone: 'poll', ...noDays, blockedBy: [] }),
    who: makers,
    appliesTo: hasDates,
  },
  'timelines.revise': {
    input: (target) => ({ ...command(), ...datesOf(target), milestoneId: newId(), ...noDays, reasonCode: 'court' }),
    who: makers,
    appliesTo: hasDates,
  },
  'timelines.confirm': {
    input: (target) => ({ ...command(), ...datesOf(target), milestoneId: newId(), on: null }),
    who: makers,
    appliesTo: hasDates,
  },
  'timelines.describe': {
    input: (target) => ({ ...command(), ...datesOf(target), description: newDates(target).description }),
    who: makers,
    appliesTo: hasDates,
  },
  'timelines.setNeeds': {
    input: (target) => ({ ...command(), ...datesOf(target), needs: [], rooms: [], source: 'order of the office' }),
    who: makers,
    appliesTo: hasDates,
  },
  'timelines.withdraw': {
    input: (target) => ({ ...command(), ...datesOf(target), milestoneId: null, reason: 'entered twice' }),
    who: makers,
    appliesTo: hasDates,
  },
  'timelines.setHolidays': {
    input: (target) => ({ ...command(), ...target, add: [], remove: [], source: 'Gazette of the State' }),
    who: makers,
  },
  'trends.get': { input: () => ({ key: 'EN-04' }), who: () => readers, appliesTo: onceOnly },
  'trends.cohorts': { input: ({ stateCode }) => ({ stateCode }), who: () => readers, appliesTo: onceOnly },
  'timelines.next': { input: ({ stateCode }) => ({ stateCode }), who: () => readers, appliesTo: onceOnly },
  'whatIf.get': { input: ({ stateCode }) => ({ stateCode }), who: () => readers },
  // Shared in the name of the person's own body, of a State of its own; the ECI's of any State.
  'whatIf.share': {
    input: ({ stateCode }) => ({
      ...command(),
      stateCode,
      changes: [{ kind: 'shift', exerciseId: 'IN-XX-NONE', days: 1 }],
      note: 'A week later, after the revision.',
    }),
    who: () => ({
      commissioner: 'any',
      eciStaff: 'any',
      secCommissioner: 'state',
      ceoMaker: 'state',
      ceoChecker: 'state',
      secMaker: 'state',
      secChecker: 'state',
    }),
  },
  // Of one that is not there: refused to all in the same words. Who may is in `what-if.test.ts`.
  'whatIf.withdraw': { input: () => ({ ...command(), id: newId() }), who: () => ({}), appliesTo: onceOnly },
  'whatIf.adopt': {
    input: () => ({
      ...command(),
      id: newId(),
      reasonCode: 'roll',
      orderRef: 'Order 12/2026 of 20-11-2026',
      overrideReason: '',
    }),
    who: () => ({}),
    appliesTo: onceOnly,
  },
};
