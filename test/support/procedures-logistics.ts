// Who may call what of readiness, machine pools and the lending desk.

import { newId } from '#shared/kernel/ids.ts';
import { command, isSec, makers, onceOnly, type ProcedureCase, readers, type Who } from './mandates.ts';

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
export const logisticsProcedures: Record<string, ProcedureCase> = {
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
};
