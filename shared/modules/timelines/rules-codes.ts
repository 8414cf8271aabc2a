// The steps that may be entered, by kind of exercise. Phases carry their number behind the
// step: `poll_phase_2`.

import { templateCodes } from './catalogue-templates.ts';
import type { ExerciseKind } from './schema.ts';

const courts = ['court_order', 'court_hearing', 'court_deadline', 'letter', 'order'] as const;
const poll = [
  'announcement_mcc',
  'notification',
  'nominations',
  'scrutiny',
  'withdrawal_last',
  'symbols_allotted',
  'campaign_silence',
  'poll',
  'repoll',
  'counting',
  'completion',
  'gazette_results',
  'evm_randomisation_1',
  'evm_randomisation_2',
  'evm_lock_end',
  'term_end',
  'six_month_limit',
] as const;
const localRoll = [
  'roll_draft',
  'roll_claims_objections',
  'roll_disposal',
  'roll_final',
  'roll_supplementary',
] as const;
const boundaries = [
  'delimitation_proposals',
  'delimitation_appeals',
  'delimitation_final',
  'delimitation_deadline',
  'reservation_draft',
  'reservation_final',
] as const;
const house = ['notification_window_opens', 'roll_applications_last', 'house_constituted'] as const;
const local = [...poll, ...localRoll, ...boundaries, 'chair_election', 'administrators', ...courts] as const;
const revision = [
  'announcement_roll_freeze',
  'preparation_training',
  'enumeration',
  'control_tables',
  'stations_rationalised',
  'formats_prepared',
  'roll_draft',
  'claims_objections',
  'disposal',
  'eci_permission',
  'roll_final',
  'roll_supplementary',
  ...courts,
] as const;

const codes: Readonly<Record<ExerciseKind, readonly string[]>> = {
  assembly_election: [...house, ...poll, ...courts],
  bye_election: [...house, ...poll, ...courts],
  panchayat_election: local,
  municipal_election: local,
  roll_revision: revision,
  delimitation: [...boundaries, ...courts],
  conference: ['conference', 'declaration_adopted', 'state_wise_roadmap_due', 'next_annual_conference'],
  census: ['house_listing', 'population_enumeration'],
  exam: ['exam_window', 'exam_end'],
  outside: ['outside_window'],
  other: ['announcement', 'poll', 'counting', 'planned_start', ...courts],
};

/** The steps offered for a kind of exercise, in the order in which they come. */
export function codesOf(kind: ExerciseKind): readonly string[] {
  return codes[kind];
}

const known: ReadonlySet<string> = new Set([...Object.values(codes).flat(), ...templateCodes]);

/** True for a step that may be entered, with or without the number of a phase. */
export function isKnownCode(code: string): boolean {
  return known.has(code.replace(/_phase_\d{1,2}$/, ''));
}
