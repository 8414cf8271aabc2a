// The upload tables of the local-body rolls (SEC), and the register of areas, which both sides keep for their own areas.

import {
  acNo,
  areaColumns,
  choice,
  code,
  count,
  type DatasetSpec,
  date,
  type FileLevel,
  partNo,
  required,
  stateCodeColumn,
  text,
} from './datasets-columns.ts';

const local = { rollTypes: ['panchayat', 'municipal'], classes: [], isNational: false } as const;
const localLevels = ['ward', 'local_body', 'district', 'state'] as const satisfies FileLevel[];
const matchLevels = ['local_body', 'district', 'state'] as const satisfies FileLevel[];

const rollModes = ['in_toto', 'as_basis', 'as_draft', 'own_roll'] as const;
const gapReasons = ['cut_off_date', 'boundary', 'age', 'supplements', 'franchise', 'other'] as const;

const localRollSnapshot: DatasetSpec = {
  ...local,
  id: 'local_roll_snapshot',
  levels: localLevels,
  columns: [
    ...areaColumns(localLevels),
    required(count('electors_total', 'localElectors')),
    count('male', 'localMale'),
    count('female', 'localFemale'),
    count('third', 'localThird'),
    count('wards', 'wards'),
    date('base_roll_date'),
    text('base_roll_ref', 200),
    choice('roll_mode', rollModes),
    date('poll_date'),
    { name: 'expected_gap', kind: 'signed', required: false },
    choice('expected_gap_reason', gapReasons),
  ],
  keys: ['state_code', 'level', 'area_code'],
  store: 'area_count',
};

const partWardMap: DatasetSpec = {
  ...local,
  id: 'part_ward_map',
  levels: ['part'],
  columns: [
    stateCodeColumn,
    acNo,
    partNo,
    text('section', 100),
    required(code('body_code')),
    required(code('ward_no')),
    required(count('electors_mapped', 'mappedElectors')),
    { name: 'share', kind: 'decimal', required: false },
    required(date('valid_from')),
  ],
  keys: ['state_code', 'ac_no', 'part_no', 'section', 'body_code', 'ward_no'],
  store: 'part_ward',
};

const rollMatch: DatasetSpec = {
  ...local,
  id: 'roll_match',
  levels: matchLevels,
  columns: [
    ...areaColumns(matchLevels),
    count('matched', 'matched'),
    count('local_only', 'localOnly'),
    count('assembly_only', 'assemblyOnly'),
    count('stale_dead', 'staleDead'),
    count('stale_shifted', 'staleShifted'),
    count('stale_duplicate', 'staleDuplicate'),
    count('dup_found', 'dupFound'),
    count('dup_referred', 'dupReferred'),
    count('dup_decided', 'dupDecided'),
    count('dup_confirmed', 'dupConfirmed'),
    count('overlap_rural_urban', 'overlapRuralUrban'),
    text('method', 200),
    required(date('run_on')),
    date('referred_on'),
  ],
  keys: ['state_code', 'level', 'area_code'],
  store: 'area_count',
};

const areaRegister: DatasetSpec = {
  id: 'area_register',
  rollTypes: ['assembly', 'panchayat', 'municipal'],
  levels: ['district', 'ac', 'local_body', 'ward'],
  columns: [
    stateCodeColumn,
    required(choice('level', ['district', 'ac', 'local_body', 'ward'])),
    required(code('code')),
    required(text('name_en', 120)),
    text('name_hi', 120),
    code('parent_code'),
    choice('local_class', ['panchayat', 'municipal']),
    required(date('valid_from')),
    date('valid_to'),
  ],
  keys: ['state_code', 'level', 'code', 'valid_from'],
  classes: [],
  store: 'area',
  isNational: false,
};

export const localDatasets = {
  local_roll_snapshot: localRollSnapshot,
  part_ward_map: partWardMap,
  roll_match: rollMatch,
  area_register: areaRegister,
};
