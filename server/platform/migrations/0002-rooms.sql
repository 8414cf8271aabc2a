-- Submissions: what a maker types, until a second person of the office publishes it.
create table submission (
  id uuid primary key,
  dataset text not null check (dataset in ('roll')),
  period text not null check (period ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  state_code text not null references state (code),
  body_id text not null references body (id),
  revision_no integer not null default 1 check (revision_no >= 1),
  status text not null check (status in ('draft', 'submitted', 'returned', 'published')),
  header jsonb not null,
  cells jsonb not null,
  notes jsonb not null,
  erratum text,
  version integer not null default 1,
  made_by uuid not null references membership (id),
  submitted_by uuid references membership (id),
  submitted_at timestamptz,
  decided_by uuid references membership (id),
  decided_at timestamptz,
  return_reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (dataset, period, state_code, body_id, revision_no),
  check (status not in ('submitted', 'published') or submitted_by is not null),
  check (status <> 'published' or decided_by is not null)
);
create index submission_state on submission (state_code, period);
create index submission_body on submission (body_id, status);
create index submission_made_by on submission (made_by);
create index submission_submitted_by on submission (submitted_by);
create index submission_decided_by on submission (decided_by);

-- Published statements about a roll: append-only. A correction is a new row that names the one it corrects.
create table roll_statement (
  id uuid primary key,
  state_code text not null references state (code),
  body_id text not null references body (id),
  roll_type text not null check (roll_type in ('assembly', 'local')),
  footprint text not null default 'whole' check (footprint in ('whole', 'rural', 'urban')),
  exercise_type text not null check (exercise_type in ('CU', 'SSR', 'SR', 'SIR', 'LOCAL', 'LS')),
  exercise_ref text,
  stage text not null check (stage in ('before', 'draft', 'final', 'supplement', 'continuous', 'stations', 'poll')),
  period text,
  qualifying_date date,
  as_on date,
  as_on_note text,
  basis text not null check (basis in ('draft', 'final', 'provisional', 'public_record', 'sample')),
  record_basis text,
  confidence text not null check (confidence in ('A', 'B', 'C', 'office', 'sample')),
  source text not null,
  note text,
  is_sample boolean not null generated always as (basis = 'sample') stored,
  submission_id uuid references submission (id),
  membership_id uuid references membership (id),
  corrects uuid references roll_statement (id),
  erratum text,
  published_at timestamptz not null,
  check (corrects is null or erratum is not null)
);
create index roll_statement_state on roll_statement (state_code, roll_type, as_on);
create index roll_statement_body on roll_statement (body_id);
create index roll_statement_submission on roll_statement (submission_id);
create index roll_statement_membership on roll_statement (membership_id);
create index roll_statement_corrects on roll_statement (corrects);

create table roll_figure (
  statement_id uuid not null references roll_statement (id) on delete cascade,
  measure text not null,
  value bigint not null,
  precision text not null check (precision in ('exact', 'rounded', 'derived')),
  note text,
  primary key (statement_id, measure)
);

-- Exercises and their milestones: the shared calendar of both commissions.
create table exercise (
  id text primary key,
  state_code text references state (code),
  body_kind text not null check (body_kind in ('eci', 'sec')),
  body_id text references body (id),
  kind text not null check (kind in ('assembly_election', 'bye_election', 'panchayat_election', 'municipal_election',
    'roll_revision', 'conference', 'other')),
  name_en text not null,
  name_hi text,
  is_sample boolean not null default false
);
create index exercise_state on exercise (state_code);
create index exercise_body on exercise (body_id);

create table milestone (
  id uuid primary key,
  exercise_id text not null references exercise (id) on delete cascade,
  position integer not null,
  milestone text not null,
  start_date date,
  end_date date,
  status text not null check (status in ('completed', 'date_passed_unconfirmed', 'due', 'superseded', 'overdue_when_last_seen')),
  confidence text not null check (confidence in ('seen', 'computed', 'inferred', 'recalled', 'unknown', 'office', 'sample')),
  source text,
  note text,
  recorded_at timestamptz not null,
  unique (exercise_id, position),
  check (start_date is null or end_date is null or start_date <= end_date)
);

-- Conferences, what they decided, and each body's own copy of it.
create table conference (
  id text primary key,
  name_en text not null,
  name_hi text not null,
  held_on date not null,
  place_en text,
  place_hi text,
  source text not null
);

create table action_item (
  id text primary key,
  conference_id text not null references conference (id),
  title_en text not null,
  title_hi text not null,
  origin text not null check (origin in ('declaration', 'secretariat')),
  clause text not null,
  scope text not null check (scope in ('national', 'body', 'state')),
  owner_en text not null,
  owner_hi text not null,
  counterpart_en text,
  counterpart_hi text,
  fulfilled_by_en text not null,
  fulfilled_by_hi text not null,
  due_on date,
  due_basis text check (due_basis in ('stated', 'inferred', 'set'))
);
create index action_item_conference on action_item (conference_id);

create table action_copy (
  id text primary key,
  item_id text not null references action_item (id),
  state_code text references state (code),
  owner_body_id text not null references body (id),
  due_on date,
  status text not null check (status in ('not_started', 'in_progress', 'awaiting_other', 'submitted', 'accepted', 'returned',
    'declined', 'not_applicable', 'no_public_record')),
  note text,
  is_sample boolean not null default false,
  version integer not null default 1,
  updated_at timestamptz not null
);
create index action_copy_item on action_copy (item_id);
create index action_copy_state on action_copy (state_code);
create index action_copy_owner on action_copy (owner_body_id, status);

create table action_update (
  id uuid primary key,
  copy_id text not null references action_copy (id),
  status text not null,
  note text,
  evidence text,
  membership_id uuid references membership (id),
  is_sample boolean not null default false,
  at timestamptz not null
);
create index action_update_copy on action_update (copy_id, at);
create index action_update_membership on action_update (membership_id);
