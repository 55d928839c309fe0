/** The register of social organisations 社会组织名册: what each is, its fields, whom to ask, and what it needs. */
export default `
create table organisation_associations (
  unit_id uuid primary key references organisation_units (id),
  sort text not null check (sort in ('social', 'civil', 'newEconomy')),
  fields text[] not null,
  contact_name text
);
create index organisation_associations_fields on organisation_associations using gin (fields);

create table organisation_needs (
  id uuid primary key,
  unit_id uuid not null references organisation_units (id),
  kind text not null check (kind in ('venue', 'funds', 'volunteers', 'training', 'partners', 'policy', 'other')),
  text text not null,
  noted_at timestamptz not null,
  met_at timestamptz,
  met_note text
);
create index organisation_needs_open on organisation_needs (unit_id, id) where met_at is null;
create index organisation_needs_unit on organisation_needs (unit_id, id);
`
