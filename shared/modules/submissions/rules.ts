// The steps of a form and what each asks for. Pure: the same rules hold in the form and at the server.

import type { CheckFinding } from '#shared/modules/roll-health/checks.ts';
import type { EntryCell } from '#shared/modules/roll-health/schema.ts';
import type { SubmissionStatus } from './schema.ts';

export type Step = 'save' | 'submit' | 'withdraw' | 'return' | 'publish' | 'correct';

const steps: Record<SubmissionStatus, Partial<Record<Step, SubmissionStatus>>> = {
  draft: { save: 'draft', submit: 'submitted' },
  returned: { save: 'returned', submit: 'submitted' },
  submitted: { withdraw: 'draft', return: 'returned', publish: 'published' },
  published: { correct: 'draft' },
};

/** The status after the step, or undefined when the step is closed: nothing is published without being submitted. */
export function nextStatus(status: SubmissionStatus, step: Step): SubmissionStatus | undefined {
  return steps[status][step];
}

export interface Obstacles {
  /** Cells that must be filled. */
  missing: readonly EntryCell[];
  /** Findings that refuse the form as it is. */
  rejected: readonly CheckFinding[];
  /** Findings that ask for a note which is not there. */
  unexplained: readonly CheckFinding[];
}

/** What stands between the form and its submission. Findings to be reviewed (severity F) stand in nobody's way. */
export function obstaclesToSubmit(
  findings: readonly CheckFinding[],
  missing: readonly EntryCell[],
  notes: Readonly<Record<string, string>>,
): Obstacles {
  return {
    missing,
    rejected: findings.filter((finding) => finding.severity === 'E'),
    unexplained: findings.filter((finding) => finding.severity === 'W' && (notes[finding.check] ?? '').trim() === ''),
  };
}

/** True when nothing stands in the way. */
export function isClear(obstacles: Obstacles): boolean {
  return obstacles.missing.length + obstacles.rejected.length + obstacles.unexplained.length === 0;
}
