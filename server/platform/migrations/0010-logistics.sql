-- Readiness: what an exercise needs and has, per district and item. Counts only, never a unit's number. Returns are never
-- changed: a new one is a new row and the one before gets the moment from which it no longer holds.
create table logistics_parameter (
  id uuid primary key,
  exercise_id text not null references exercise (id) on delete cascade,
  -- '' for every district of the exercise.
  district_code text not null default '',
  parameter text not null,
  -- Counts as they are, shares in hundredths of a percent; null: taken back to the default.
  value integer check (value >= 0),
  source text not null,
  recorded_by uuid references membership (id),
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  is_sample boolean not null default false
);
create unique index logistics_parameter_now on logistics_parameter (exercise_id, district_code, parameter)
  where superseded_at is null;
create index logistics_parameter_exercise on logistics_parameter (exercise_id);
create index logistics_parameter_recorded_by on logistics_parameter (recorded_by);

-- Offsets, critical marks, defaults and thresholds as settings with an effective day; none of the body: the nation's.
create table logistics_setting (
  id uuid primary key,
  body_id text references body (id),
  -- Such as 'preset/resCuFlc', 'start/cu_flc', 'due/cu_flc', 'critical/cu_flc', 'threshold/green'.
  setting text not null,
  value integer not null,
  source text not null,
  reason text not null,
  valid_from date not null,
  recorded_by uuid references membership (id),
  recorded_at timestamptz not null
);
create index logistics_setting_body on logistics_setting (body_id, setting, valid_from);
create index logistics_setting_recorded_by on logistics_setting (recorded_by);

create table item_status (
  id uuid primary key,
  exercise_id text not null references exercise (id) on delete cascade,
  district_code text not null,
  item_id text not null,
  -- One of the seven facilities for amf_each, '' otherwise.
  facet text not null default '',
  -- By a person instead of the formula, with the reason; null: the formula's.
  required integer check (required >= 0),
  required_reason text,
  available integer check (available >= 0),
  checked integer check (checked >= 0),
  deployed integer check (deployed >= 0),
  as_on date not null,
  source text not null,
  note text,
  recorded_by uuid references membership (id),
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  is_sample boolean not null default false,
  check ((required is null) = (required_reason is null)),
  check (checked is null or available is null or checked <= available),
  check (deployed is null or checked is null or deployed <= checked),
  check (deployed is null or checked is not null or available is null or deployed <= available)
);
create unique index item_status_now on item_status (exercise_id, district_code, item_id, facet)
  where superseded_at is null;
create index item_status_exercise on item_status (exercise_id);
create index item_status_recorded_by on item_status (recorded_by);

-- Sums of the returns that hold, per exercise: written in the transaction that changes one, so that they always equal
-- them. The last of each India day is kept, for trends and for reading as of a past day. JSON as text: read by the board
-- as it is, without a walk through its keys.
create table readiness_day (
  exercise_id text not null references exercise (id) on delete cascade,
  day date not null,
  sums text not null,
  primary key (exercise_id, day)
);

-- Where machines are: counts by condition. What is usable, under repair, committed and lent is all there is.
create table machine_position (
  id uuid primary key,
  owner_id text not null references body (id),
  state_code text not null references state (code),
  district_code text not null,
  unit text not null check (unit in ('BU', 'CU', 'VVPAT')),
  model text not null,
  usable integer not null check (usable >= 0),
  under_repair integer not null check (under_repair >= 0),
  committed integer not null check (committed >= 0),
  lent integer not null check (lent >= 0),
  total integer not null,
  as_on date not null,
  source text not null,
  recorded_by uuid references membership (id),
  recorded_at timestamptz not null,
  superseded_at timestamptz,
  version integer not null default 1,
  is_sample boolean not null default false,
  check (usable + under_repair + committed + lent = total)
);
create unique index machine_position_now on machine_position (owner_id, state_code, district_code, unit, model)
  where superseded_at is null;
create index machine_position_owner on machine_position (owner_id);
create index machine_position_state on machine_position (state_code);
create index machine_position_recorded_by on machine_position (recorded_by);
