// V15 over the schedule of an exercise: the plan as last revised, and the days on which things were done.

import { type OrderedMilestone, orderedMilestones, scheduleFaults } from '#shared/modules/roll-health/checks-rows.ts';
import type { FileRow } from './rules-rows.ts';
import type { ImportFinding } from './schema.ts';

/** The milestones of each State in their order, once as planned in the newest revision and once as they happened. */
export function checkSchedule(rows: readonly FileRow[]): ImportFinding[] {
  const findings: ImportFinding[] = [];
  for (const stateRows of byState(rows)) {
    const newest = newestRevision(stateRows);
    for (const column of ['planned_date', 'actual_date'] as const) {
      const days: Partial<Record<OrderedMilestone, string>> = {};
      for (const [milestone, row] of newest) {
        const day = row.values[column];
        if (day !== undefined) days[milestone] = String(day);
      }
      for (const fault of scheduleFaults(days)) {
        const row = newest.get(fault.later)?.row ?? 0;
        findings.push({ check: 'V15', severity: 'E', row, column, reason: 'schedule.order', params: { ...fault } });
      }
    }
  }
  return findings;
}

function byState(rows: readonly FileRow[]): FileRow[][] {
  const groups = new Map<string, FileRow[]>();
  for (const row of rows) {
    const group = groups.get(row.stateCode);
    if (group === undefined) groups.set(row.stateCode, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

function newestRevision(rows: readonly FileRow[]): Map<OrderedMilestone, FileRow> {
  const newest = new Map<OrderedMilestone, FileRow>();
  for (const row of rows) {
    const milestone = orderedMilestones.find((one) => one === row.values.milestone);
    if (milestone === undefined) continue;
    const known = newest.get(milestone);
    if (known === undefined || Number(row.values.revision_no) > Number(known.values.revision_no)) {
      newest.set(milestone, row);
    }
  }
  return newest;
}
