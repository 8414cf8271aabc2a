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
  v_told bigint[] := '{}';
begin
  if v_membership is not null then
    perform 1 from membership m join person p on p.id = m.person_id
      where m.id = v_membership and m.person_id = v_person and m.role = p_context ->> 'role' and not p.is_disabled
        and m.valid_from <= v_today and (m.valid_to is null or m.valid_to > v_today);
    if not found then
      raise exception 'membership has ended' using errcode = '42501';
    end if;
  end if;

  if p_context ->> 'key' is not null then
    insert into idempotency (person_id, key, command, input_digest, answer, at)
      values (v_person, p_context ->> 'key', p_context ->> 'command', decode(p_context ->> 'inputDigest', 'hex'), p_answer, v_at);
  end if;
  if jsonb_array_length(p_context -> 'topics') > 0 then
    with told as (
      insert into announcement (topic, audience)
        select t.topic, t.audience
        from rows from (jsonb_array_elements_text(p_context -> 'topics'), jsonb_array_elements_text(p_context -> 'audiences'))
          as t(topic, audience)
        returning id
    )
    select array_agg(id order by id) into v_told from told;
  end if;

  -- The head last: its row is held to the commit, and every other command waits for it.
  update audit_head set seq = seq + 1, hash = sha256(hash || v_digest) where id = 1 returning seq, hash into v_seq, v_hash;
  insert into audit_entry (seq, at, command, person_id, person_name, membership_id, role, body_id, state_code,
      object_kind, object_id, before, after, request_id, digest, hash)
    values (v_seq, v_at, p_context ->> 'command', v_person, p_context ->> 'personName', v_membership, p_context ->> 'role',
      p_context ->> 'bodyId', p_context ->> 'stateCode', p_kind, p_object, p_before, p_after, p_context ->> 'requestId',
      v_digest, v_hash);
  return v_told;
end $$;

-- A maker's typed cells over the version they were typed on, with its record, in one statement: the change made most
-- often. Null when the form has moved on (saved by someone else, or no longer open to typing).
create function save_submission_cells(
  p_context jsonb, p_period text, p_state text, p_body text, p_version integer, p_cells jsonb, p_header jsonb, p_notes jsonb
) returns jsonb language plpgsql as $$
declare
  v_old submission;
  v_answer jsonb;
begin
  select * into v_old from submission
    where dataset = 'roll' and period = p_period and state_code = p_state and body_id = p_body
      and version = p_version and status in ('draft', 'returned')
    for update;
  if not found then
    return null;
  end if;
  update submission
    set cells = cells || p_cells, header = header || p_header, notes = notes || p_notes, version = p_version + 1,
      updated_at = (p_context ->> 'at')::timestamptz
    where id = v_old.id;
  v_answer := jsonb_build_object('id', v_old.id, 'version', p_version + 1);
  return jsonb_build_object('answer', v_answer, 'announced', record_command(
    p_context, 'submission', v_old.id::text,
    jsonb_build_object(
      'cells', (select coalesce(jsonb_object_agg(k, v_old.cells -> k), '{}') from jsonb_object_keys(p_cells) k),
      'header', (select coalesce(jsonb_object_agg(k, v_old.header -> k), '{}') from jsonb_object_keys(p_header) k),
      'notes', (select coalesce(jsonb_object_agg(k, v_old.notes -> k), '{}') from jsonb_object_keys(p_notes) k)),
    jsonb_build_object('cells', p_cells, 'header', p_header, 'notes', p_notes),
    v_answer));
end $$;
