// Counts that are some of another count: reading 6.7.15. All ask for a note and none refuses.

import type { Measure } from './catalogue-measures.ts';
import { checkPartsOverCap } from './checks.ts';
import type { FurtherCheckId } from './checks-catalogue.ts';
import type { CountFinding } from './checks-counts.ts';
import type { Counts } from './schema.ts';

const inside = [
  ['HOUSEHOLDS', 'householdsOver10', 'households'],
  ['CONFIRMED', 'dseConfirmed', 'dseDisposed'],
  ['CONFIRMED', 'pseConfirmed', 'pseDisposed'],
  ['CONFIRMED', 'dupConfirmed', 'dupDecided'],
  ['DECIDED', 'noticesDecided', 'noticesIssued'],
  ['DECIDED', 'appealsDecided', 'appealsFiled'],
  ['DECIDED', 'appealsAllowed', 'appealsDecided'],
  ['DECIDED', 'dupDecided', 'dupReferred'],
] as const satisfies readonly (readonly [FurtherCheckId, Measure, Measure])[];

/** Stations over the cap are stations, large households households, confirmed cases disposed, decided ones filed. */
export function checkInside(counts: Counts): CountFinding[] {
  const findings: CountFinding[] = [...checkPartsOverCap(counts)];
  for (const [check, part, all] of inside) {
    const value = counts[part];
    const whole = counts[all];
    if (value === undefined || whole === undefined || value <= whole) continue;
    findings.push({ check, severity: 'W', cells: [part, all], reason: 'exceeds_whole', params: { value, whole } });
  }
  return findings;
}
