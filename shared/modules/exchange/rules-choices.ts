// What an office may upload, from the mandates: pure, so that the page shows what the server will take.

import { type Capacity, reachOf } from '#shared/modules/people/permissions.ts';
import { isDatasetOf, rollObjectOf } from './rules-import.ts';
import { datasetIds, type ImportChoices } from './schema.ts';

/** The tables this capacity may send files of, with its States; none where it may write no figures. */
export function choicesOf(capacity: Capacity): ImportChoices {
  const object = rollObjectOf(capacity.bodyId);
  const mayWrite = reachOf(capacity, { object, act: 'write' }) !== undefined;
  return {
    bodyId: capacity.bodyId,
    bodyKind: capacity.bodyKind,
    states: capacity.stateCodes,
    canNation: mayWrite && object === 'nationalRoll',
    datasets: mayWrite ? datasetIds.filter((id) => isDatasetOf(id, object)) : [],
  };
}
