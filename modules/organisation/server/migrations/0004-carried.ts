/** What was carried over to another cell when cells were redrawn, and what somebody has to look at again. */
export default `
create table organisation_carried (
  id uuid primary key,
  community_code text not null,
  kind text not null check (kind in ('post', 'duty')),
  thing_id uuid not null,
  from_cell text not null,
  to_cell text not null,
  because text not null check (because in ('divided', 'joined')),
  carried_at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid,
  is_kept boolean
);
create index organisation_carried_open on organisation_carried (community_code text_pattern_ops, id) where settled_at is null;
create index organisation_duties_area on organisation_duties (area_code) where valid_to is null;
`
