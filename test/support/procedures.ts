// Who may call what, transcribed from the mandates (declaration, section 5) by hand. Every procedure of the router has
// a line here; a procedure without one fails the matrix test.

import { newId } from '#shared/kernel/ids.ts';
import {
  administrators,
  command,
  drafts,
  everyoneSignedIn,
  isSec,
  makers,
  onceOnly,
  owners,
  type ProcedureCase,
  readers,
  secretariat,
} from './mandates.ts';
import { calendarProcedures } from './procedures-calendar.ts';
import { logisticsProcedures } from './procedures-logistics.ts';

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
  ...calendarProcedures,
  ...logisticsProcedures,
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
  'trends.get': { input: () => ({ key: 'EN-04' }), who: () => readers, appliesTo: onceOnly },
  'trends.cohorts': { input: ({ stateCode }) => ({ stateCode }), who: () => readers, appliesTo: onceOnly },
};
