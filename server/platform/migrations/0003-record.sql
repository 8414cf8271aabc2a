-- One call writes what every command must leave behind: the audit entry chained to the last, the stored answer, the
-- announcement. It refuses a membership that has ended since the session was read. A function, so that its plans are kept.
create function record_command(
  p_at timestamptz, p_today date, p_command text,
  p_person text, p_person_name text, p_membership uuid, p_role text, p_body text, p_state text,
  p_kind text, p_object text, p_before jsonb, p_after jsonb, p_request text, p_digest bytea,
  p_key text, p_input bytea, p_answer jsonb, p_topics text[], p_audiences text[]
) returns bigint language plpgsql as $$
declare
  v_seq bigint;
  v_hash bytea;
  v_told text;
begin
  if p_membership is not null then
    perform 1 from membership m join person p on p.id = m.person_id
      where m.id = p_membership and m.person_id = p_person and m.role = p_role and not p.is_disabled
        and m.valid_from <= p_today and (m.valid_to is null or m.valid_to > p_today);
    if not found then
      raise exception 'membership has ended' using errcode = '42501';
    end if;
  end if;

  update audit_head set seq = seq + 1, hash = sha256(hash || p_digest) where id = 1 returning seq, hash into v_seq, v_hash;
  insert into audit_entry (seq, at, command, person_id, person_name, membership_id, role, body_id, state_code,
      object_kind, object_id, before, after, request_id, digest, hash)
    values (v_seq, p_at, p_command, p_person, p_person_name, p_membership, p_role, p_body, p_state,
      p_kind, p_object, p_before, p_after, p_request, p_digest, v_hash);
  if p_key is not null then
    insert into idempotency (person_id, key, command, input_digest, answer, at)
      values (p_person, p_key, p_command, p_input, p_answer, p_at);
  end if;
  if cardinality(p_topics) > 0 then
    with told as (
      insert into announcement (topic, audience) select * from unnest(p_topics, p_audiences) returning id, topic, audience
    )
    select json_agg(json_build_object('id', id, 'topic', topic, 'audience', audience))::text into v_told from told;
    perform pg_notify('samanvay', v_told);
  end if;
  return v_seq;
end $$;
