-- Why the two rolls of one territory differ, as each body sees it: a reason code, how many electors it explains if that
-- is known, and a note. A reason is withdrawn, never deleted.
create table gap_reason (
  id uuid primary key,
  state_code text not null references state (code),
  body_id text not null references body (id),
  reason text not null check (reason in ('cut_off_date', 'boundary', 'age', 'supplements', 'franchise', 'other')),
  -- Electors by which the local roll is larger (or, negative, smaller) for this reason; null where not counted.
  electors bigint,
  note text not null,
  given_by uuid not null references membership (id),
  published_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid references membership (id),
  version integer not null default 1
);
create index gap_reason_state on gap_reason (state_code);
create index gap_reason_body on gap_reason (body_id);
create index gap_reason_given_by on gap_reason (given_by);
create index gap_reason_withdrawn_by on gap_reason (withdrawn_by);
