// The upload tables of the assembly roll (CEO), with the populations and the names of areas.

import { cohorts, type Measure, partMeasures } from '#shared/modules/roll-health/catalogue-measures.ts';
import {
  acNo,
  areaColumns,
  choice,
  code,
  count,
  type DatasetSpec,
  date,
  type FileLevel,
  flag,
  number,
  partNo,
  required,
  stateCodeColumn,
  text,
} from './datasets-columns.ts';

const areaLevels = ['ac', 'district', 'state'] as const satisfies FileLevel[];
const areaKeys = ['state_code', 'level', 'area_code'];

/** `electors_18_19`, `electors_85plus`, `households_over_10`: how the upload fields write what measures write in one word. */
const spelled: Partial<Record<Measure, string>> = {
  electors1819: 'electors_18_19',
  electors1819Male: 'electors_18_19_male',
  electors1819Female: 'electors_18_19_female',
  electors1819Third: 'electors_18_19_third',
  electors85Plus: 'electors_85plus',
  ageOver100: 'age_over_100',
  householdsOver10: 'households_over_10',
  bloPosted: 'blo_posted',
  blaOver30: 'bla_over_30',
  blaDaysOver10: 'bla_days_over_10',
  delDead12m: 'del_dead_12m',
  pop18Plus: 'pop_18plus',
  pop18PlusMale: 'pop_18plus_male',
  pop18PlusFemale: 'pop_18plus_female',
  pop85Plus: 'pop_85plus',
  expectedAdultDeaths12m: 'expected_adult_deaths_12m',
};

/** The column of a measure: the measure's name in snake_case, or as the upload fields spell it. */
function countOf(measure: Measure) {
  return count(spelled[measure] ?? measure.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), measure);
}

export const cohortOptions = ['18_19', '20_29', '30_39', '40_49', '50_59', '60_69', '70_79', '80_plus'] as const;
const formOptions = ['6', '6A', '7', '8_shift_in', '8_shift_out', '8_correct', 'suo_motu'] as const;
const reasonOptions = [
  'dead',
  'shifted',
  'absent',
  'shifted_absent',
  'duplicate',
  'not_citizen',
  'under_age',
  'other',
] as const;
const routeOptions = ['form7', 'suo_motu', 'not_in_draft'] as const;
const milestoneOptions = [
  'pre_revision',
  'enum_start',
  'enum_end',
  'draft',
  'claims_end',
  'disposal_end',
  'health_check',
  'final',
] as const;

const assembly = {
  rollTypes: ['assembly'],
  levels: areaLevels,
  keys: areaKeys,
  classes: [],
  store: 'area_count',
  isNational: true,
} as const;

const partSnapshot: DatasetSpec = {
  ...assembly,
  id: 'part_snapshot',
  levels: ['part'],
  columns: [
    stateCodeColumn,
    acNo,
    partNo,
    code('district_code'),
    ...partMeasures.map((measure, place) => (place < 4 ? required(countOf(measure)) : countOf(measure))),
    flag('blo_posted'),
    flag('is_auxiliary'),
    { ...flag('remove'), inCorrection: true },
  ],
  keys: ['state_code', 'ac_no', 'part_no'],
  store: 'part_figure',
};

const rollSnapshot: DatasetSpec = {
  ...assembly,
  id: 'roll_snapshot',
  columns: [
    ...areaColumns(areaLevels),
    ...(
      [
        'electorsTotal',
        'electorsMale',
        'electorsFemale',
        'electorsThird',
        'electorsService',
        'electorsOverseas',
        'electorsPwd',
        'electors1819',
        'electors1819Male',
        'electors1819Female',
        'electors1819Third',
        'electors85Plus',
        'ageOver100',
        'electorsPendingAdjudication',
        'parts',
        'partsOverCap',
        'opening',
        'additions',
        'deletions',
        'electorsBefore',
        'notInDraft',
        'delDead12m',
      ] as const
    ).map((measure) => (measure === 'electorsTotal' ? required(countOf(measure)) : countOf(measure))),
  ],
};

const rollAgeCohort: DatasetSpec = {
  ...assembly,
  id: 'roll_age_cohort',
  columns: [
    ...areaColumns(areaLevels),
    required(choice('cohort', cohortOptions)),
    required(count('electors')),
    count('male'),
    count('female'),
    count('third'),
  ],
  keys: [...areaKeys, 'cohort'],
  classes: ['cohort'],
};

const rollFlow: DatasetSpec = {
  ...assembly,
  id: 'roll_flow',
  columns: [
    ...areaColumns(areaLevels),
    required(choice('form', formOptions)),
    ...['received', 'accepted', 'rejected', 'pending', 'pending_over_30d', 'male', 'female', 'third'].map((name) =>
      count(name),
    ),
    date('period_from'),
    date('period_to'),
  ],
  keys: [...areaKeys, 'form'],
  classes: ['form'],
};

const rollDeletion: DatasetSpec = {
  ...assembly,
  id: 'roll_deletion',
  columns: [
    ...areaColumns(areaLevels),
    required(choice('reason', reasonOptions)),
    required(choice('route', routeOptions)),
    required(count('count')),
  ],
  keys: [...areaKeys, 'reason', 'route'],
  classes: ['reason', 'route'],
};

const rollQuality: DatasetSpec = {
  ...assembly,
  id: 'roll_quality',
  columns: [
    ...areaColumns(areaLevels),
    ...(
      [
        'withEpic',
        'withPhoto',
        'dseOpen',
        'dseDisposed',
        'dseConfirmed',
        'pseOpen',
        'pseDisposed',
        'pseConfirmed',
        'logicalErrorsOpen',
        'epicRepeated',
        'households',
        'householdsOver10',
      ] as const
    ).map(countOf),
  ],
};

const sirProgress: DatasetSpec = {
  ...assembly,
  id: 'sir_progress',
  columns: [
    ...areaColumns(areaLevels),
    ...(
      [
        'electorsBefore',
        'efDistributed',
        'efCollected',
        'efDigitised',
        'unmapped',
        'noticesIssued',
        'noticesDecided',
        'bloPosted',
        'blaCount',
        'blaOver30',
        'blaDaysOver10',
        'appealsFiled',
        'appealsDecided',
        'appealsAllowed',
        'coAddedFromExcluded',
      ] as const
    ).map(countOf),
  ],
};

const partRegister: DatasetSpec = {
  ...assembly,
  id: 'part_register',
  levels: ['part'],
  columns: [
    stateCodeColumn,
    acNo,
    partNo,
    text('ps_name', 200),
    countOf('electorsTotal'),
    countOf('additions'),
    countOf('deletions'),
    flag('blo_posted'),
    flag('is_auxiliary'),
    required(date('valid_from')),
    date('valid_to'),
  ],
  keys: ['state_code', 'ac_no', 'part_no', 'valid_from'],
  store: 'part_register',
};

const populationReference: DatasetSpec = {
  ...assembly,
  id: 'population_reference',
  columns: [
    ...areaColumns(areaLevels),
    required(date('ref_date')),
    required(choice('basis', ['census_2011', 'projection_2011_36', 'census_2027', 'house_count', 'other'])),
    required(countOf('popTotal')),
    ...(['popMale', 'popFemale', 'pop18Plus', 'pop18PlusMale', 'pop18PlusFemale'] as const).map(countOf),
    ...cohorts.map((cohort, place) => count(`pop_${cohortOptions[place]}`, `pop${cohort}`)),
    countOf('pop85Plus'),
    countOf('expectedAdultDeaths12m'),
  ],
};

const exerciseSchedule: DatasetSpec = {
  ...assembly,
  id: 'exercise_schedule',
  levels: ['state'],
  columns: [
    stateCodeColumn,
    required(choice('milestone', milestoneOptions)),
    required(date('planned_date')),
    required(number('revision_no', 0, 999)),
    date('revised_on'),
    date('actual_date'),
    text('order_ref', 200),
  ],
  keys: ['state_code', 'milestone', 'revision_no'],
  store: 'revision_schedule',
};

export const rollDatasets = {
  part_snapshot: partSnapshot,
  roll_snapshot: rollSnapshot,
  roll_age_cohort: rollAgeCohort,
  roll_flow: rollFlow,
  roll_deletion: rollDeletion,
  roll_quality: rollQuality,
  sir_progress: sirProgress,
  part_register: partRegister,
  population_reference: populationReference,
  exercise_schedule: exerciseSchedule,
};
