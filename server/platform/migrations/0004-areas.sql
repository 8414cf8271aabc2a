-- Areas below a State, each valid for a time: districts and local bodies are created and merged, and a code is only
-- right on a day. Assembly constituencies are known by number; names and districts come with an area register.
create table area (
  state_code text not null references state (code),
  kind text not null check (kind in ('district', 'ac', 'local_body', 'ward')),
  code text not null check (length(code) >= 1 and length(code) <= 20),
  valid_from date not null default '1950-01-26',
  valid_to date,
  name_en text,
  name_hi text,
  -- The district of a constituency or local body, the local body of a ward.
  parent_code text,
  local_class text check (local_class in ('panchayat', 'municipal')),
  source text not null,
  import_no integer,
  is_sample boolean not null default false,
  primary key (state_code, kind, code, valid_from),
  check (valid_to is null or valid_from < valid_to)
);
create index area_parent on area (state_code, parent_code);
create index area_import on area (import_no);

-- For a database that has its States already; a new one gets them with the public record.
insert into area (state_code, kind, code, source)
  select s.code, 'ac', lpad(no::text, 3, '0'), 'By number: seats of the legislative assembly'
  from state s, generate_series(1, s.assembly_seats) no;
