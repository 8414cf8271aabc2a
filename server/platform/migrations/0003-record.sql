-- One call writes what every command must leave behind: the audit entry chained to the last, the stored answer, the
-- announcements (their ids are the result). It refuses a membership that has ended since the session was read.
-- `p_context` is who, when and under which key; what is sealed is its personal part with the object, before and after.
-- A function, so that its plans are kept and nothing travels between the steps.
create function record_command(
  p_context jsonb, p_kind text, p_object text, p_before jsonb, p_after jsonb, p_answer jsonb
) returns bigint[] language plpgsql as $$
declare
  v_person text := p_context ->> 'personId';
  v_membership uuid := (p_context ->> 'membershipId')::uuid;
  v_at timestamptz := (p_context ->> 'at')::timestamptz;
  v_today date := (p_context ->> 'today')::date;
  v_entry jsonb := (p_context - array['today', 'key', 'inputDigest', 'topics', 'audiences'])
    || jsonb_build_object('objectKind', p_kind, 'objectId', p_object, 'before', p_before, 'after', p_after);
  v_digest bytea := sha256(convert_to(v_entry::text, 'UTF8'));
  v_seq bigint;
  v_hash bytea;
  v_id bigint;
  v_told bigint[] := '{}';
begin
  if p_context ->> 'key' is not null then
    insert into idempotency (person_id, key, command, input_digest, answer, at)
      values (v_person, p_context ->> 'key', p_context ->> 'command', decode(p_context ->> 'inputDigest', 'hex'), p_answer, v_at);
  end if;
  for v_index in 0 .. jsonb_array_length(p_context -> 'topics') - 1 loop
    insert into announcement (topic, audience)
      values (p_context -> 'topics' ->> v_index, p_context -> 'audiences' ->> v_index)
      returning id into v_id;
    v_told := v_told || v_id;
  end loop;

  -- The head last: its row is held to the commit, and every other command waits for it.
  update audit_head set seq = seq + 1, hash = sha256(hash || v_digest)
    where id = 1 and (v_membership is null or exists (
      select 1 from membership m join person p on p.id = m.person_id
        where m.id = v_membership and m.person_id = v_person and m.role = p_context ->> 'role' and not p.is_disabled
          and m.valid_from <= v_today and (m.valid_to is null or m.valid_to > v_today)))
    returning seq, hash into v_seq, v_hash;
  if not found then
    raise exception 'membership has ended' using errcode = '42501';
  end if;
  insert into audit_entry (seq, at, command, person_id, person_name, membership_id, role, body_id, state_code,
      object_kind, object_id, before, after, request_id, digest, hash)
    values (v_seq, v_at, p_context ->> 'command', v_person, p_context ->> 'personName', v_membership, p_context ->> 'role',
      p_context ->> 'bodyId', p_context ->> 'stateCode', p_kind, p_object, p_before, p_after, p_context ->> 'requestId',
      v_digest, v_hash);
  return v_told;
end $$;

-- The fields of `p_old` that `p_new` names: what they were before.
create function fields_before(p_old jsonb, p_new jsonb) returns jsonb language plpgsql immutable as $$
begin
  if p_new = '{}' then
    return '{}';
  end if;
  return (select jsonb_object_agg(k, p_old -> k) from jsonb_object_keys(p_new) k);
end $$;

-- A maker's typed cells over the version they were typed on, with its record, in one statement: the change made most
-- often. Null when the form has moved on (saved by someone else, or no longer open to typing).
create function save_submission_cells(
  p_context jsonb, p_period text, p_state text, p_body text, p_version integer, p_cells jsonb, p_header jsonb, p_notes jsonb
) returns jsonb language plpgsql as $$
declare
  v_id uuid;
  v_cells jsonb;
  v_header jsonb;
  v_notes jsonb;
  v_answer jsonb;
begin
  update submission s
    set cells = s.cells || p_cells, header = s.header || p_header, notes = s.notes || p_notes, version = p_version + 1,
      updated_at = (p_context ->> 'at')::timestamptz
    from (
      select o.id, o.cells, o.header, o.notes from submission o
        where o.dataset = 'roll' and o.period = p_period and o.state_code = p_state and o.body_id = p_body
          and o.version = p_version and o.status in ('draft', 'returned')
        for update
    ) old
    where s.id = old.id
    returning s.id, old.cells, old.header, old.notes into v_id, v_cells, v_header, v_notes;
  if not found then
    return null;
  end if;
  v_answer := jsonb_build_object('id', v_id, 'version', p_version + 1);
  return jsonb_build_object('answer', v_answer, 'announced', record_command(
    p_context, 'submission', v_id::text,
    jsonb_build_object('cells', fields_before(v_cells, p_cells), 'header', fields_before(v_header, p_header),
      'notes', fields_before(v_notes, p_notes)),
    jsonb_build_object('cells', p_cells, 'header', p_header, 'notes', p_notes),
    v_answer));
end $$;
