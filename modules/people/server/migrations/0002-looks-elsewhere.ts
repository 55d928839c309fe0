/** Footprints of looks at what another module keeps about a person: written by the database's owner, like those of the read door. */
export const looksElsewhere = `
create function people_note_look(
  asked_persons uuid[], asked_fields text[], looker uuid, kind text, name text,
  why text, because text, request text, at timestamptz
) returns bigint
language plpgsql volatile security definer set search_path = $schema, pg_temp as $$
declare noted bigint;
begin
  if coalesce(cardinality(asked_fields), 0) = 0 or coalesce(why, '') = '' or coalesce(because, '') = '' then
    raise exception 'fields, a purpose and a reason are needed';
  end if;
  insert into people_footprints (id, person_id, looked_at, looker_id, looker_kind, looker_name, fields, purpose, reason, request_id)
  select gen_random_uuid(), p.id, at, looker, kind, name, asked_fields, why, because, request
  from people_persons p where p.id = any(asked_persons);
  get diagnostics noted = row_count;
  return noted;
end $$;
revoke all on function people_note_look from public;
grant execute on function people_note_look to $app;
`
