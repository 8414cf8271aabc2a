-- Files of figures: from the first byte to publication by a second person. What a file brings is invisible until its
-- import is published, in one step.
create table roll_import (
  id uuid primary key,
  no integer not null unique generated always as identity,
  dataset text not null check (dataset in ('part_snapshot', 'roll_snapshot', 'roll_age_cohort', 'roll_flow', 'roll_deletion',
    'roll_quality', 'sir_progress', 'part_register', 'population_reference', 'exercise_schedule', 'local_roll_snapshot',
    'part_ward_map', 'roll_match', 'area_register')),
  -- Null for a file of the whole nation.
  state_code text references state (code),
  body_id text not null references body (id),
  mode text not null default 'whole' check (mode in ('whole', 'correction')),
  corrects_no integer references roll_import (no),
  erratum text,
  roll_type text not null check (roll_type in ('assembly', 'panchayat', 'municipal')),
  exercise_type text not null check (exercise_type in ('CU', 'SSR', 'SR', 'SIR', 'LOCAL')),
  stage text not null check (stage in ('continuous', 'pre_draft', 'draft', 'final', 'supplement')),
  supplement_no integer check (supplement_no >= 1),
  qualifying_date date,
  as_of date not null,
  published_on date,
  source_ref text not null,
  basis text not null check (basis in ('draft', 'final', 'provisional', 'sample')),
  precision text not null default 'exact' check (precision in ('exact', 'thousand', 'lakh')),
  status text not null check (status in ('receiving', 'refused', 'cancelled', 'interrupted', 'staged', 'submitted', 'published',
    'discarded')),
  bytes_total bigint,
  bytes_read bigint not null default 0,
  rows_read integer not null default 0,
  findings jsonb not null default '{}',
  notes jsonb not null default '{}',
  return_reason text,
  is_sample boolean not null generated always as (basis = 'sample') stored,
  made_by uuid references membership (id),
  submitted_by uuid references membership (id),
  decided_by uuid references membership (id),
  created_at timestamptz not null,
  beat_at timestamptz not null,
  finished_at timestamptz,
  submitted_at timestamptz,
  published_at timestamptz,
  version integer not null default 1,
  check (mode = 'whole' or (corrects_no is not null and erratum is not null)),
  check ((status = 'published') = (published_at is not null))
);
create index roll_import_state_code on roll_import (state_code, dataset, status);
create index roll_import_body on roll_import (body_id, status);
create index roll_import_corrects on roll_import (corrects_no);
create index roll_import_made_by on roll_import (made_by);
create index roll_import_submitted_by on roll_import (submitted_by);
create index roll_import_decided_by on roll_import (decided_by);
create index roll_import_current on roll_import (dataset, published_at) where status = 'published';

-- The States an import speaks for: one, or all of a national file but those left out of it.
create table roll_import_state (
  import_no integer not null references roll_import (no) on delete cascade,
  state_code text not null references state (code),
  -- Part rows in the file, and whether they are still kept: two published snapshots of a State, no more.
  part_rows integer not null default 0,
  has_parts boolean not null default false,
  statement_id uuid references roll_statement (id) on delete set null,
  -- A State of a national file that is left out, with the reason.
  left_out text,
  primary key (import_no, state_code)
);
create index roll_import_state_state on roll_import_state (state_code);
create index roll_import_state_statement on roll_import_state (statement_id);

-- Counts of an area from AC (A), district (D) and State (S) to local body (L) and ward (W), for ever: sums of parts made
-- with the import, or rows of an uploaded table. A measure that is absent is unknown, never zero.
create function counts_are_whole(p_counts jsonb) returns boolean language sql immutable as $$
  select jsonb_typeof(p_counts) = 'object'
    and not jsonb_path_exists(p_counts, 'strict $.* ? (@.type() != "number" || @ < 0 || @.floor() != @)')
$$;

create table area_count (
  import_no integer not null references roll_import (no) on delete cascade,
  state_code text not null references state (code),
  level text not null check (level in ('A', 'D', 'S', 'L', 'W')),
  code text not null,
  -- The district of a constituency or local body as the import had it, the local body of a ward.
  parent_code text,
  counts jsonb not null check (counts_are_whole(counts)),
  -- For sums of parts: in how many parts a measure was given, where that is not all of them.
  known jsonb not null default '{}' check (counts_are_whole(known)),
  -- What is not a count: days, modes, the basis of a population.
  attributes jsonb not null default '{}',
  primary key (import_no, state_code, level, code)
);
create index area_count_state on area_count (state_code, level);

-- Parts (polling-station areas): one partition an import, attached when it is complete and dropped as a whole.
create table part_figure (
  import_no integer not null,
  state_code text not null,
  ac_no smallint not null,
  part_no integer not null,
  district_code text,
  electors_total integer not null,
  electors_male integer not null,
  electors_female integer not null,
  electors_third integer not null,
  electors_1819 integer,
  electors_85_plus integer,
  electors_pwd integer,
  electors_pending_adjudication integer,
  electors_before integer,
  opening integer,
  additions integer,
  deletions integer,
  not_in_draft integer,
  ef_collected integer,
  with_epic integer,
  with_photo integer,
  dse_open integer,
  pse_open integer,
  logical_errors_open integer,
  households integer,
  households_over_10 integer,
  blo_posted boolean,
  is_auxiliary boolean,
  primary key (import_no, state_code, ac_no, part_no)
) partition by list (import_no);

create table part_register (
  import_no integer not null references roll_import (no) on delete cascade,
  state_code text not null references state (code),
  ac_no smallint not null,
  part_no integer not null,
  ps_name text,
  electors_total integer,
  additions integer,
  deletions integer,
  blo_posted boolean,
  is_auxiliary boolean,
  valid_from date not null,
  valid_to date,
  primary key (import_no, state_code, ac_no, part_no, valid_from),
  check (valid_to is null or valid_from < valid_to)
);
create index part_register_state on part_register (state_code);

-- Which parts make which wards: for LR-03 to LR-05.
create table part_ward (
  import_no integer not null references roll_import (no) on delete cascade,
  state_code text not null references state (code),
  ac_no smallint not null,
  part_no integer not null,
  section text not null default '',
  body_code text not null,
  ward_no text not null,
  electors_mapped integer not null check (electors_mapped >= 0),
  share numeric(5, 4) check (share > 0 and share <= 1),
  valid_from date not null,
  primary key (import_no, state_code, ac_no, part_no, section, body_code, ward_no)
);
create index part_ward_state on part_ward (state_code, body_code);

create table revision_schedule (
  import_no integer not null references roll_import (no) on delete cascade,
  state_code text not null references state (code),
  milestone text not null check (milestone in ('pre_revision', 'enum_start', 'enum_end', 'draft', 'claims_end', 'disposal_end',
    'health_check', 'final')),
  planned_date date not null,
  revision_no integer not null check (revision_no >= 0),
  revised_on date,
  actual_date date,
  order_ref text,
  primary key (import_no, state_code, milestone, revision_no)
);
create index revision_schedule_state on revision_schedule (state_code);

alter table area add foreign key (import_no) references roll_import (no) on delete cascade;
