// Every rule of the radar, in the order of their ids.

import type { Rule } from './rules-judge.ts';
import { fieldStaff, nearPolls, sealedMachines, staleBase, twoCodes, twoRolls } from './rules-pairs.ts';
import { boundaryFreeze, census, nationalCensus, outside, ownPremises, premises } from './rules-pairs-outside.ts';

export const rules: readonly Rule[] = [
  fieldStaff,
  twoRolls,
  staleBase,
  sealedMachines,
  premises,
  ownPremises,
  nearPolls,
  twoCodes,
  boundaryFreeze,
  census,
  nationalCensus,
  outside,
];
