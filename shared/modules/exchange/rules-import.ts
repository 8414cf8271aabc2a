// What may be done with an import and when, whose it is, and what its sums say once it is published.

import { AppError } from '#shared/kernel/errors.ts';
import type { Counts, Measure } from '#shared/modules/roll-health/schema.ts';
import { datasets } from './datasets.ts';
import type { DatasetId, ImportHeader, ImportStatus } from './schema.ts';

export type ImportStep = 'receive' | 'cancel' | 'submit' | 'return' | 'publish' | 'discard';

const opens: Record<ImportStep, readonly ImportStatus[]> = {
  receive: ['receiving', 'interrupted', 'cancelled', 'refused'],
  cancel: ['receiving'],
  submit: ['staged'],
  return: ['submitted'],
  publish: ['submitted'],
  discard: ['staged', 'refused', 'cancelled', 'interrupted'],
};

/** True when an import of this status takes the step. */
export function isOpen(status: ImportStatus, step: ImportStep): boolean {
  return opens[step].includes(status);
}

/** Which right of the matrix an office's files fall under: the ECI's are the nation's. */
export function rollObjectOf(bodyId: string): 'assemblyRoll' | 'localRoll' | 'nationalRoll' {
  if (bodyId === 'ECI') return 'nationalRoll';
  return bodyId.startsWith('SEC-') ? 'localRoll' : 'assemblyRoll';
}

/** True when offices of this kind upload the table: the chief electoral officer, the State's commission, or the ECI. */
export function isDatasetOf(dataset: DatasetId, object: ReturnType<typeof rollObjectOf>): boolean {
  const { rollTypes, isNational } = datasets[dataset];
  if (object === 'nationalRoll') return isNational;
  return rollTypes.some((rollType) => (rollType === 'assembly') === (object === 'assemblyRoll'));
}

/** Made for metrics of parts, or of the file itself: no figures of a State's roll. */
const notStated: readonly Measure[] = [
  'constituencies',
  'partsWithDeletionRate',
  'partsFlaggedDeletions',
  'partsWithAdditionRate',
  'partsFlaggedAdditions',
  'partsWithFlow',
  'partsNoFlow',
  'partsWithBlo',
  'partsAuxiliary',
  'deletionSpreadMillionths',
];

/**
 * The figures that a State's sums state of its roll. What was given in some parts only is none of them. A final file of
 * SIR states its additions and deletions as those of claims and objections (roll-health catalogue, section 6.7).
 */
export function statedCounts(
  counts: Counts,
  known: Partial<Record<Measure, number>>,
  header: Pick<ImportHeader, 'exerciseType' | 'stage'>,
): Counts {
  const stated: Counts = {};
  for (const [measure, value] of Object.entries(counts) as [Measure, number][]) {
    if (known[measure] === undefined && !notStated.includes(measure)) stated[measure] = value;
  }
  if (header.exerciseType === 'SIR' && header.stage === 'final') {
    if (stated.additions !== undefined) stated.coAdded = stated.additions;
    if (stated.deletions !== undefined) stated.coDeleted = stated.deletions;
  }
  return stated;
}

/** A step that the import's status does not take. */
export function closed(status: string): AppError {
  return new AppError('blocked', `This step is closed: the file is ${status}.`, [{ reason: `import.${status}` }]);
}

/** The import is not the one that was looked at. */
export function stale(version: number): AppError {
  return new AppError('stale', 'This import has changed since you opened it. Look at it again before you go on.', [
    { reason: 'import.stale', params: { version } },
  ]);
}

/** What the sender of too large a file is told. */
export function tooLarge(largestBytes: number): AppError {
  const megabytes = Math.round(largestBytes / 1024 / 1024);
  return new AppError('invalid', `The file is larger than ${String(megabytes)} MB, the most taken. Send it in parts.`, [
    { reason: 'file.too_large', params: { limit: largestBytes } },
  ]);
}
