-- What a metric meant, and where its limits lay, from which day: append-only. The newest on or before a day is in force
-- on it, so that a change never rewrites what was shown before.
create table metric_version (
  metric_id text not null check (metric_id ~ '^[A-Z]{2}-\d{2}$'),
  version_no integer not null check (version_no >= 1),
  -- Null: everywhere. A State's own limits stand before these.
  state_code text references state (code),
  formula_en text not null,
  formula_hi text not null,
  bands jsonb not null,
  parameter jsonb,
  valid_from date not null,
  origin text not null check (origin in ('release', 'administrator')),
  reason text not null check (length(reason) >= 5),
  set_by uuid references membership (id),
  recorded_at timestamptz not null,
  primary key (metric_id, version_no),
  check (origin = 'release' or set_by is not null)
);
create index metric_version_state on metric_version (state_code);
create index metric_version_set_by on metric_version (set_by);
create trigger metric_version_append_only before update or delete or truncate on metric_version
  for each statement execute function refuse_change();
