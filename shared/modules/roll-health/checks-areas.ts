// Checks across areas and of populations: V03 and V21 (children and parent), V19 (population), V20 (local roll).

import { roundHalfAway } from '#shared/kernel/numbers.ts';
import { cohorts, type Measure } from './catalogue-measures.ts';
import { sumResidual } from './checks.ts';
import type { Severity } from './checks-catalogue.ts';
import { type CountFinding, measuresIn } from './checks-counts.ts';
import { type LocalElectors, localBound } from './checks-record.ts';
import type { Counts } from './schema.ts';

/** How the children of an area stand to it, with the check, what it ends in, and the reason it gives. */
const sums = {
  same_file: { check: 'V03', severity: 'E', reason: 'children_sum' },
  published: { check: 'V03', severity: 'W', reason: 'published_sum' },
  wards: { check: 'V21', severity: 'E', reason: 'wards_sum' },
  bodies: { check: 'V21', severity: 'W', reason: 'bodies_sum' },
} as const;
export type SumKind = keyof typeof sums;

/** Counts that children do not share out: the same number may repeat in two of them. */
const notAdditive: ReadonlySet<Measure> = new Set([
  'epicRepeated',
  'overlapRuralUrban',
  'dupFound',
  'dupReferred',
  'dupDecided',
  'dupConfirmed',
  'deletionSpreadMillionths',
]);

/**
 * V03 and V21: the children's counts add up to the parent's, measure by measure, where all of them give it. The
 * children must be all there are. Rounded figures fail only beyond half the last printed place of each. `atMost`
 * lowers the severity where it is not certain that the children are complete.
 */
export function checkChildren(
  children: readonly Counts[],
  parent: Counts,
  kind: SumKind,
  { place = 0, atMost = 'E' }: { place?: number; atMost?: Severity } = {},
): CountFinding[] {
  const { check, severity, reason } = sums[kind];
  if (children.length === 0) return [];
  return measuresIn(parent).flatMap((measure): CountFinding[] => {
    const total = parent[measure];
    const values = children.map((child) => child[measure]);
    if (total === undefined || notAdditive.has(measure) || !values.every((value) => value !== undefined)) return [];
    const residual = sumResidual(values, total);
    if (Math.abs(residual) <= ((children.length + 1) * place) / 2) return [];
    const params = { children: children.length, sum: total + residual, total, residual };
    return [{ check, severity: atMost === 'W' ? 'W' : severity, cells: [measure], reason, params }];
  });
}

/** V19: adults are fewer than all people, the eight cohorts add up to the adults within 0.5 %, and the basis is given. */
export function checkPopulation(counts: Counts, basis: string | undefined): CountFinding[] {
  const { popTotal: total, pop18Plus: adults } = counts;
  const findings: CountFinding[] = [];
  const add = (cells: Measure[], reason: CountFinding['reason'], params: CountFinding['params']) =>
    findings.push({ check: 'V19', severity: 'E', cells, reason, params });
  if (basis === undefined) add(['popTotal'], 'population_basis', {});
  if (total !== undefined && adults !== undefined && adults >= total) {
    add(['pop18Plus', 'popTotal'], 'population_adults', { adults, total });
  }
  const cells = cohorts.map((cohort) => `pop${cohort}` as const);
  const values = cells.map((cell) => counts[cell]);
  if (adults === undefined || !values.every((value) => value !== undefined)) return findings;
  const residual = sumResidual(values, adults);
  if (Math.abs(residual) * 1_000 <= adults * 5) return findings;
  const percent = adults === 0 ? 100 : roundHalfAway((residual * 100) / adults, 2);
  add([...cells, 'pop18Plus'], 'population_cohorts', { sum: adults + residual, adults, percent });
  return findings;
}

/** V20: the local roll of a State against its assembly roll, by the bound of LR-02. */
export function checkLocalBound(local: LocalElectors, assembly: number): CountFinding[] {
  if (localBound(local, assembly) !== 'fail') return [];
  const params = { local: local.total, assembly };
  return [{ check: 'V20', severity: 'W', cells: ['localElectors'], reason: 'local_above_assembly', params }];
}
