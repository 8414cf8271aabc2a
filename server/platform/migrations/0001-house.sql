-- States and the bodies that serve them. One body may serve several States; every link carries its dates.
create table state (
  code text primary key check (code ~ '^IN-[A-Z]{2}$'),
  eci_code text not null unique,
  lgd_code text not null unique,
  name_en text not null,
  name_hi text not null,
  kind text not null check (kind in ('state', 'ut')),
  zone text not null,
  legislature text not null check (legislature in ('bicameral', 'unicameral', 'none')),
  assembly_seats integer not null check (assembly_seats >= 0),
  lok_sabha_seats integer not null check (lok_sabha_seats >= 0),
  assembly_term_ends text check (assembly_term_ends ~ '^\d{4}-\d{2}$'),
  assembly_term_basis text check (assembly_term_basis in ('reported', 'inferred')),
  sir_phase text,
  local_roll_basis_2020 text check (local_roll_basis_2020 in ('own', 'eci_adopted'))
);

create table body (
  id text primary key,
  kind text not null check (kind in ('eci', 'ceo', 'sec')),
  name_en text not null,
  name_hi text not null,
  note text,
  valid_from date,
  valid_to date,
  check (valid_from is null or valid_to is null or valid_from < valid_to)
);

create table body_state (
  body_id text not null references body (id),
  state_code text not null references state (code),
  valid_from date,
  valid_to date,
  primary key (body_id, state_code),
  check (valid_from is null or valid_to is null or valid_from < valid_to)
);
create index body_state_state on body_state (state_code);

-- People who sign in, and the capacities in which they act.
create table person (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  language text not null default 'en' check (language in ('en', 'hi')),
  is_demonstration boolean not null default false,
  is_disabled boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table membership (
  id uuid primary key,
  person_id text not null references person (id),
  body_id text not null references body (id),
  role text not null check (role in ('commissioner', 'eci_staff', 'organiser', 'ceo_maker', 'ceo_checker',
    'sec_maker', 'sec_checker', 'viewer', 'technical_admin')),
  division text,
  valid_from date not null,
  valid_to date,
  version integer not null default 1,
  check (valid_to is null or valid_from < valid_to)
);
create index membership_person on membership (person_id);
create index membership_body on membership (body_id);

create table sign_in_session (
  id text primary key,
  person_id text not null references person (id) on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  acting_membership_id uuid references membership (id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sign_in_session_person on sign_in_session (person_id);

create table credential (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  person_id text not null references person (id) on delete cascade,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index credential_person on credential (person_id);

create table verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_identifier on verification (identifier);

create table sign_in_attempt (
  email text primary key,
  failures integer not null check (failures >= 0),
  last_failure_at timestamptz not null,
  locked_until timestamptz
);

-- The log of every change: append-only, each entry chained to the one before by its hash.
create table audit_head (
  id integer primary key check (id = 1),
  seq bigint not null,
  hash bytea not null
);
insert into audit_head (id, seq, hash) values (1, 0, decode(repeat('00', 32), 'hex'));

create table audit_entry (
  seq bigint primary key,
  at timestamptz not null,
  command text not null,
  person_id text references person (id),
  person_name text,
  membership_id uuid,
  role text,
  body_id text,
  state_code text,
  object_kind text not null,
  object_id text not null,
  before jsonb,
  after jsonb,
  request_id text not null,
  digest bytea not null,
  hash bytea not null
);
create index audit_entry_at on audit_entry using brin (at);
create index audit_entry_object on audit_entry (object_kind, object_id);
create index audit_entry_body on audit_entry (body_id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger audit_entry_append_only before update or delete or truncate on audit_entry
  for each statement execute function refuse_change();

-- The stored answer of every command, by the key its sender made up: a repeat gets the same answer, once.
create table idempotency (
  person_id text not null,
  key text not null,
  command text not null,
  input_digest bytea not null,
  answer jsonb not null,
  at timestamptz not null,
  primary key (person_id, key)
);
create index idempotency_at on idempotency using brin (at);

-- What changed, for the processes that hold open screens. A wake-up only: rows carry topics, never figures.
create table announcement (
  id bigint generated always as identity primary key,
  xact xid8 not null default pg_current_xact_id(),
  topic text not null,
  audience text not null,
  at timestamptz not null default now()
);
create index announcement_xact on announcement (xact);
create index announcement_at on announcement using brin (at);

-- Payloads that everybody loads, built in the writing transaction and stored ready to send.
create table snapshot (
  key text primary key,
  version bigint not null,
  day date not null,
  etag text not null,
  plain bytea not null,
  gzip bytea not null,
  brotli bytea not null,
  built_at timestamptz not null
);

create table setting (
  key text primary key,
  value jsonb not null,
  updated_at timestamptz not null default now()
);
