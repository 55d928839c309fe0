/** Large thanks asked for by one person of the community and given by another. */
export const grants = `
create table points_grants (
  id uuid primary key,
  person_id uuid not null,
  area_code text not null,
  amount integer not null check (amount > 0),
  because text not null,
  state text not null check (state in ('asked', 'granted', 'declined')),
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  note text
);
create index points_grants_open on points_grants (area_code text_pattern_ops, asked_at) where state = 'asked';
create index points_grants_newest on points_grants (asked_at desc, id desc);
create index points_grants_of_person on points_grants (person_id);
`
