-- What the shared calendar needs to be written by its owners: what an exercise covers and uses, and the history of every
-- date. A plan is never changed: a revision is a new row, the one before it gets the moment from which it no longer holds.
alter table exercise drop constraint exercise_kind_check;
alter table exercise add constraint exercise_kind_check check (kind in ('assembly_election', 'bye_election',
  'panchayat_election', 'municipal_election', 'roll_revision', 'delimitation', 'conference', 'census', 'exam',
  'outside', 'other'));
alter table exercise
  -- How a roll is revised; null for what is no roll revision or where it was not said.
  add column revision_kind text check (revision_kind in ('SIR', 'SSR', 'SR', 'CU')),
  -- District codes of the area register; null where they were not given (then the whole State, said so).
  add column districts text[],
  add column area_class text check (area_class in ('rural', 'urban', 'all')),
  add column method text check (method in ('evm', 'ballot', 'mixed')),
  -- Tiers with their own method, as [{"tier": "gram_panchayat", "method": "ballot"}].
  add column tiers jsonb not null default '[]',
  -- The body whose machines are used, and their model.
  add column machine_owner text references body (id),
  add column machine_model text,
  -- Qualifying or cut-off day of the Assembly roll that a local roll was made from.
  add column base_roll_date date,
  -- Days during which machines stay sealed after counting under the State's own law; null where not entered.
  add column petition_days integer check (petition_days >= 0),
  -- For a festival, flood, harvest or snow: the State's own mark that it weighs more.
  add column outside_kind text check (outside_kind in ('festival', 'flood', 'harvest', 'weather', 'other')),
  add column is_marked boolean not null default false,
  -- The template the plan was laid out from, e.g. T-ECI-GEN.
  add column template text,
  add column version integer not null default 1,
  add column recorded_by uuid references membership (id),
  add column recorded_at timestamptz not null default '2026-11-22T00:00:00Z',
  add column withdrawn_at timestamptz,
  add column withdrawn_reason text;
create index exercise_recorded_by on exercise (recorded_by);
create index exercise_machine_owner on exercise (machine_owner);

alter table milestone
  add column reason_code text check (reason_code in ('court', 'law_and_order', 'weather', 'festival', 'exam', 'staff',
    'machines', 'roll', 'delimitation', 'reservation', 'mourning', 'correction', 'other')),
  add column order_ref text,
  add column recorded_by uuid references membership (id),
  -- The row this one replaces.
  add column revises uuid references milestone (id) on delete cascade,
  -- From when the row no longer holds; null for rows of the record that were superseded before it was kept here.
  add column superseded_at timestamptz,
  add column confirmed_at timestamptz,
  add column confirmed_by uuid references membership (id),
  add column withdrawn_at timestamptz,
  add column withdrawn_reason text,
  -- The exercise's version in which the row was made or last marked: who saved second is shown what the first changed.
  add column changed_in integer not null default 1,
  -- Why a legal step stands although it is earlier than the law allows.
  add column override_reason text,
  -- Codes of milestones of the same exercise that must be over first.
  add column blocked_by text[] not null default '{}';
create index milestone_recorded_by on milestone (recorded_by);
create index milestone_confirmed_by on milestone (confirmed_by);
create unique index milestone_revises on milestone (revises);

-- Public holidays a State has notified; legal steps that fall on one move to the next working day.
create table holiday (
  state_code text not null references state (code),
  day date not null,
  name_en text not null,
  name_hi text,
  source text not null,
  body_id text references body (id),
  recorded_at timestamptz not null,
  primary key (state_code, day)
);
create index holiday_body on holiday (body_id);

-- What an exercise takes while it is in the field, and what there is. Counts only. A district '' is the whole State.
create table exercise_need (
  exercise_id text not null references exercise (id) on delete cascade,
  district_code text not null default '',
  resource text not null check (resource in ('staff', 'police', 'capf', 'machines')),
  -- For machines: BU, CU or VVPAT; persons or companies otherwise.
  unit text not null default '',
  needed integer not null check (needed >= 0),
  source text not null,
  recorded_at timestamptz not null,
  primary key (exercise_id, district_code, resource, unit)
);

create table pool (
  state_code text not null references state (code),
  district_code text not null default '',
  resource text not null check (resource in ('staff', 'police', 'capf', 'machines')),
  -- For machines: the body that owns them and their model.
  owner_id text not null default '',
  model text not null default '',
  unit text not null default '',
  available integer not null check (available >= 0),
  as_on date not null,
  source text not null,
  body_id text not null references body (id),
  recorded_at timestamptz not null,
  primary key (state_code, district_code, resource, owner_id, model, unit)
);
create index pool_body on pool (body_id);

-- Warehouses and strong rooms that an exercise holds, by the room's own number in the State.
create table exercise_room (
  exercise_id text not null references exercise (id) on delete cascade,
  room_id text not null,
  from_date date not null,
  to_date date not null,
  check (from_date <= to_date),
  primary key (exercise_id, room_id)
);
create index exercise_room_room on exercise_room (room_id);
