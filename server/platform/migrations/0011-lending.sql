-- The lending desk: an SEC asks the ECI for machines. What can be lent is a pool of one unit and model, held in one State;
-- what is promised of it stands day by day in one table, whose check no interleaving of requests can pass.
create table lending_pool (
  id uuid primary key,
  lender_id text not null references body (id),
  -- Where the machines are kept.
  state_code text not null references state (code),
  unit text not null check (unit in ('BU', 'CU', 'VVPAT')),
  model text not null,
  usable integer not null check (usable >= 0),
  as_on date not null,
  source text not null,
  version integer not null default 1,
  is_sample boolean not null default false,
  unique (lender_id, state_code, unit, model)
);
create index lending_pool_state on lending_pool (state_code);

-- Machines that stay sealed after a poll (counting and 45 days), or are wanted by the lender itself.
create table lending_lock (
  id uuid primary key,
  pool_id uuid not null references lending_pool (id) on delete cascade,
  exercise_id text references exercise (id) on delete set null,
  count integer not null check (count > 0),
  from_date date not null,
  to_date date not null,
  reason text not null,
  recorded_by uuid references membership (id),
  recorded_at timestamptz not null,
  lifted_at timestamptz,
  check (from_date <= to_date)
);
create index lending_lock_pool on lending_lock (pool_id);
create index lending_lock_exercise on lending_lock (exercise_id);
create index lending_lock_recorded_by on lending_lock (recorded_by);

-- One row a pool and day that something is locked or promised on.
create table lending_day (
  pool_id uuid not null references lending_pool (id) on delete cascade,
  day date not null,
  usable integer not null check (usable >= 0),
  locked integer not null default 0 check (locked >= 0),
  committed integer not null default 0 check (committed >= 0),
  primary key (pool_id, day),
  constraint lending_day_within check (locked + committed <= usable)
);

create table loan (
  id uuid primary key,
  asker_id text not null references body (id),
  state_code text not null references state (code),
  exercise_id text references exercise (id) on delete set null,
  unit text not null check (unit in ('BU', 'CU', 'VVPAT')),
  model text,
  asked integer not null check (asked > 0),
  from_date date not null,
  to_date date not null,
  place text not null,
  status text not null check (status in ('asked', 'offered', 'declined', 'withdrawn', 'committed', 'handed_over',
    'part_returned', 'returned')),
  -- Set by the offer.
  pool_id uuid references lending_pool (id),
  offered integer check (offered > 0 and offered <= asked),
  handed_over integer check (handed_over > 0),
  returned integer not null default 0 check (returned >= 0),
  damaged integer not null default 0 check (damaged >= 0),
  version integer not null default 1,
  is_sample boolean not null default false,
  asked_at timestamptz not null,
  check (from_date <= to_date),
  check (handed_over is null or handed_over <= offered),
  -- A return is never larger than the loan; damaged units are among those returned.
  check (returned <= coalesce(handed_over, 0)),
  check (damaged <= returned)
);
create index loan_asker on loan (asker_id);
create index loan_state on loan (state_code);
create index loan_exercise on loan (exercise_id);
create index loan_pool on loan (pool_id);

create table loan_step (
  id uuid primary key,
  -- The order of the steps.
  no bigint generated always as identity,
  loan_id uuid not null references loan (id) on delete cascade,
  step text not null check (step in ('ask', 'offer', 'decline', 'withdraw', 'accept', 'hand_over', 'return')),
  count integer,
  damaged integer,
  note text not null,
  membership_id uuid not null references membership (id),
  at timestamptz not null
);
create index loan_step_loan on loan_step (loan_id, no);
create index loan_step_membership on loan_step (membership_id);
