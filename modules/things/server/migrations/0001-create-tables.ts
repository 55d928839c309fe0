/** The ledger, the kinds a district keeps, and which matter is about which thing. */
export const createTables = `
create table things_kinds (
  code text primary key check (code ~ '^[0-9]{4}$'),
  name text not null,
  name_en text not null
);
create table things_things (
  id uuid primary key,
  code text not null unique check (code ~ '^[0-9]{16}$'),
  kind text not null references things_kinds (code),
  place text not null,
  area_code text not null,
  lon double precision,
  lat double precision,
  owner_name text not null default '',
  state text not null,
  last_checked_on date,
  note text not null default '',
  changed_at timestamptz not null,
  changed_by uuid
);
create index things_things_by_area on things_things (area_code text_pattern_ops, code);
create index things_things_by_kind on things_things (kind, code);
create index things_things_not_in_order on things_things (state, code) where state <> 'inUse';
create index things_things_by_place on things_things using gin (place gin_trgm_ops);
create table things_named (
  matter_id uuid not null,
  thing_id uuid not null references things_things (id),
  named_at timestamptz not null,
  named_by uuid,
  primary key (matter_id, thing_id)
);
create index things_named_of_thing on things_named (thing_id, named_at desc);
`
