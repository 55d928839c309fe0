/** Since when a matter is about nobody. Its steps are changed by the database's owner alone, and only of such a matter: what was said goes, what happened when stays. */
export const forgotten = `
alter table matters_matters add column forgotten_at timestamptz;

create function matters_forget_steps(asked uuid[]) returns bigint
language plpgsql volatile security definer set search_path = $schema, pg_temp as $$
declare changed bigint;
begin
  update matters_steps s set
    facts = (select coalesce(jsonb_object_agg(f.key, f.value), '{}') from jsonb_each(s.facts) f
      where jsonb_typeof(f.value) in ('number', 'boolean')),
    file_ids = '{}',
    actor_id = case when s.actor_unit_id is not null or s.actor_id = any(m.handled_by) then s.actor_id end,
    actor_name = case when s.actor_unit_id is not null or s.actor_id = any(m.handled_by) then s.actor_name else '' end
  from matters_matters m
  where m.id = s.matter_id and m.id = any(asked) and m.closed_at is not null and m.forgotten_at is not null;
  get diagnostics changed = row_count;
  return changed;
end $$;
revoke all on function matters_forget_steps from public;
grant execute on function matters_forget_steps to $app;
`
