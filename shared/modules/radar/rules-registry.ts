// Every rule of the radar, in the order of their ids.

import type { Rule } from './rules-judge.ts';
import { fieldStaff, nearPolls, sealedMachines, staleBase, twoCodes, twoRolls } from './rules-pairs.ts';
import { boundaryFreeze, census, nationalCensus, outside, ownPremises, premises } from './rules-pairs-outside.ts';
import { sameForces, sameRoom } from './rules-stores.ts';
import { machineStock, staffCapacity } from './rules-sums.ts';
import { courtDeadline, legalOrder, termExpiry } from './rules-terms.ts';

export const rules: readonly Rule[] = [
  fieldStaff,
  staffCapacity,
  twoRolls,
  staleBase,
  machineStock,
  sealedMachines,
  premises,
  ownPremises,
  nearPolls,
  twoCodes,
  sameForces,
  sameRoom,
  boundaryFreeze,
  census,
  nationalCensus,
  termExpiry,
  courtDeadline,
  legalOrder,
  outside,
];
