// Who may call what of the shared calendar, the radar, what-ifs and calendar feeds.

import { randomBytes } from 'node:crypto';
import { newId } from '#shared/kernel/ids.ts';
import { command, makers, onceOnly, type ProcedureCase, readers, type Target } from './mandates.ts';
import { blankDescription } from './timeline-entry.ts';

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
export const calendarProcedures: Record<string, ProcedureCase> = {
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
