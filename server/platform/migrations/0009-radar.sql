-- Findings of the radar: what the rules say of the dates as they stand, and what the two bodies said of it.
create table finding (
  -- Rule and what it is about, so that the same clash keeps its name when dates move.
  id text primary key,
  rule text not null,
  outcome text not null check (outcome in ('critical', 'high', 'medium', 'info', 'cannot_evaluate')),
  state_code text not null references state (code),
  exercise_ids text[] not null,
  is_draft boolean not null,
  is_sample boolean not null,
  -- The whole working: windows, overlaps, areas, clause, what is missing.
  working jsonb not null,
  message_en text not null,
  message_hi text not null,
  -- First day on which it can still be acted on before it happens; null when there is no day.
  from_date date,
  found_at timestamptz not null,
  changed_at timestamptz not null,
  -- Null while the rules find it; findings are kept after the dates have made them go away.
  gone_at timestamptz,
  status text not null default 'open' check (status in ('open', 'acknowledged', 'accepted', 'resolved', 'reopened')),
  version integer not null default 1
);
create index finding_state on finding (state_code);
create index finding_exercises on finding using gin (exercise_ids);

create table finding_act (
  id uuid primary key,
  finding_id text not null references finding (id) on delete cascade,
  act text not null check (act in ('acknowledge', 'accept', 'resolve', 'reopen')),
  -- Null: the rules themselves, when a clash came back or grew.
  membership_id uuid references membership (id),
  outcome text not null,
  note text not null,
  at timestamptz not null
);
create index finding_act_finding on finding_act (finding_id, at);
create index finding_act_membership on finding_act (membership_id);

-- The India day for which the stored findings hold: some rules count days from today.
create table radar_day (
  only_row boolean primary key default true check (only_row),
  day date not null
);

-- Plans tried out and shared by link; they change nothing until the owner adopts them.
create table what_if (
  id uuid primary key,
  state_code text not null references state (code),
  membership_id uuid not null references membership (id),
  body_id text not null references body (id),
  note text not null,
  changes jsonb not null,
  -- What the findings were, and the dates the changes start from, when it was shared.
  stamp jsonb not null,
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  adopted_at timestamptz,
  adopted_by uuid references membership (id)
);
create index what_if_state on what_if (state_code);
create index what_if_membership on what_if (membership_id);
create index what_if_body on what_if (body_id);
create index what_if_adopted_by on what_if (adopted_by);

-- Calendar feeds: a private address each; the secret in it is kept only as its hash.
create table calendar_feed (
  id uuid primary key,
  secret_hash text not null unique,
  membership_id uuid not null references membership (id) on delete cascade,
  name text not null,
  filter jsonb not null,
  language text not null check (language in ('en', 'hi')),
  created_at timestamptz not null,
  read_at timestamptz,
  revoked_at timestamptz
);
create index calendar_feed_membership on calendar_feed (membership_id);
