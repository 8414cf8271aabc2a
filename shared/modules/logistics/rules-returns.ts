// What is wrong with the lines of a return, line by line and field by field: the same in the grid while typing and on the server.

import type { ErrorDetail } from '#shared/kernel/errors.ts';
import { itemOf } from './catalogue-items.ts';
import { breachesOf } from './rules.ts';
import { hasItem } from './rules-anchors.ts';
import { type Fleet, facetsOf } from './rules-sums.ts';
import type { ReturnLine } from './schema.ts';

/** A requirement set by hand says why, in so many letters at the least. */
const leastReasonLetters = 10;

/**
 * Every fault of the lines, in their order: a district or item that is not the exercise's, the same line twice, figures that
 * cannot all be true, a requirement without its reason. `field` is `lines.<index>.<field>`; `params` holds both figures.
 */
export function faultsOf(
  lines: readonly ReturnLine[],
  { exercise, districts }: Pick<Fleet, 'exercise' | 'districts'>,
): ErrorDetail[] {
  const known = new Set(districts);
  const seen = new Set<string>();
  return lines.flatMap((line, index) => {
    const at = (field: string) => `lines.${index}.${field}`;
    if (!known.has(line.districtCode)) {
      return [{ reason: 'returns.district', field: at('districtCode'), params: { found: line.districtCode } }];
    }
    const item = itemOf(line.itemId);
    if (!hasItem(item, exercise) || !facetsOf(item).includes(line.facet)) {
      return [{ reason: 'returns.item', field: at('itemId'), params: { found: line.itemId } }];
    }
    const name = `${line.districtCode}/${line.itemId}/${line.facet}`;
    if (seen.has(name)) return [{ reason: 'returns.twice', field: at('districtCode') }];
    seen.add(name);
    const faults: ErrorDetail[] = breachesOf(line).map(({ reason, field, other }) => ({
      reason: `returns.${reason}`,
      field: at(field),
      params: { found: line[field] ?? 0, most: line[other] ?? 0, other },
    }));
    if (line.required !== null && (line.requiredReason ?? '').trim().length < leastReasonLetters) {
      faults.push({ reason: 'returns.reason', field: at('requiredReason'), params: { least: leastReasonLetters } });
    }
    return faults;
  });
}
