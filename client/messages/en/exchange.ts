import type { DatasetId, ImportStage, ImportStatus } from '#shared/modules/exchange/schema.ts';
import { exchangeColumns } from './exchange-columns.ts';
import { exchangeFindings } from './exchange-findings.ts';

export const exchange = {
  datasets: {
    part_snapshot: {
      name: 'Roll by part',
      about: 'Electors of every part (polling station), with additions, deletions and what the draft left out.',
    },
    roll_snapshot: {
      name: 'Roll by area',
      about: 'Electors of constituencies, districts or the State on one day, by gender and kind.',
    },
    roll_age_cohort: { name: 'Electors by age', about: 'Electors of the eight age cohorts of Formats 3 and 3A.' },
    roll_flow: { name: 'Forms', about: 'Forms received, accepted, rejected and pending, by form and area.' },
    roll_deletion: {
      name: 'Deletions',
      about: 'Deletions by reason and route; also those not in the draft, by reason.',
    },
    roll_quality: {
      name: 'Quality of entries',
      about: 'EPIC and photo coverage, similar entries, logical errors, large households.',
    },
    sir_progress: {
      name: 'Progress of the intensive revision',
      about: 'Enumeration forms, notices, booth-level officers and agents, appeals.',
    },
    part_register: { name: 'Register of parts', about: 'Parts and their polling stations, each valid for a time.' },
    population_reference: {
      name: 'Population',
      about: 'Population by area and age on a reference date, with its basis: what rates are compared with.',
    },
    exercise_schedule: {
      name: 'Schedule of a revision',
      about: 'Milestones, every revision of their dates, and the day each happened.',
    },
    local_roll_snapshot: {
      name: 'Local-body roll',
      about: 'Electors of the rolls of local bodies and their wards, with the roll they were made from.',
    },
    part_ward_map: {
      name: 'Parts and wards',
      about: 'Which parts of the assembly roll make which wards, and with how many electors.',
    },
    roll_match: {
      name: 'Match of the two rolls',
      about: 'Results of matching inside the offices: counts only, never an entry.',
    },
    area_register: {
      name: 'Register of areas',
      about: 'Districts, constituencies, local bodies and wards: codes, names, and from when to when.',
    },
  } satisfies Record<DatasetId, { name: string; about: string }>,
  columns: exchangeColumns,
  levels: {
    part: 'part',
    ac: 'assembly constituency',
    district: 'district',
    state: 'State or Union Territory',
    local_body: 'local body',
    ward: 'ward',
  },
  stages: {
    continuous: 'Continuous updating',
    pre_draft: 'Before the draft',
    draft: 'Draft',
    final: 'Final',
    supplement: 'Supplement',
  } satisfies Record<ImportStage, string>,
  statuses: {
    receiving: 'Being received',
    refused: 'Refused',
    cancelled: 'Cancelled',
    interrupted: 'Interrupted',
    staged: 'Checked',
    submitted: 'Submitted',
    published: 'Published',
    discarded: 'Discarded',
  } satisfies Record<ImportStatus, string>,
  findings: exchangeFindings,
};
