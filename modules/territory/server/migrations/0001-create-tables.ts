/** Tables of the territory: areas with their shapes, names people use for places, buildings and dwellings. */
export const createTables = `
create table territory_areas (
  code text collate "C" primary key check (code ~ '^[0-9]{12}([0-9]{3})?$'),
  name text not null,
  level text not null check (level in ('district', 'subdistrict', 'community', 'gridCell')),
  parent_code text collate "C" references territory_areas (code),
  urban_rural_code text,
  shape jsonb,
  centre_lon double precision,
  centre_lat double precision,
  area_m2 integer,
  households integer check (households >= 0),
  residents integer check (residents >= 0),
  valid_from_on date not null,
  valid_to_on date
);
create index territory_areas_by_parent on territory_areas (parent_code);

create table territory_revisions (
  is_current boolean primary key default true check (is_current),
  revision text not null
);
insert into territory_revisions (revision) values ('empty');

create table territory_addresses (
  id uuid primary key,
  kind text not null check (kind in ('street', 'estate', 'door', 'landmark')),
  name text not null,
  text text not null,
  aliases text[] not null default '{}',
  lon double precision not null,
  lat double precision not null,
  cell_code text collate "C" not null references territory_areas (code),
  search_text text not null
);
create index territory_addresses_by_cell on territory_addresses (cell_code);
create index territory_addresses_by_text on territory_addresses using gin (search_text gin_trgm_ops);

create table territory_buildings (
  id uuid primary key,
  code text collate "C" not null unique,
  name text not null,
  address text not null,
  estate_name text,
  cell_code text collate "C" not null references territory_areas (code),
  lon double precision not null,
  lat double precision not null,
  floors integer not null check (floors > 0),
  units integer not null check (units > 0),
  dwellings_per_floor integer not null check (dwellings_per_floor >= 0),
  elevators integer not null check (elevators >= 0),
  built_year integer,
  property_firm text,
  search_text text not null
);
create index territory_buildings_by_cell on territory_buildings (cell_code, code);
create index territory_buildings_by_text on territory_buildings using gin (search_text gin_trgm_ops);

create table territory_dwellings (
  id uuid primary key,
  code text collate "C" not null unique,
  building_id uuid not null references territory_buildings (id),
  unit text not null,
  floor integer not null,
  room text not null,
  use text not null default 'home' check (use in ('home', 'shop', 'office', 'other')),
  floor_area_dm2 integer check (floor_area_dm2 > 0)
);
create index territory_dwellings_by_building on territory_dwellings (building_id, code);
`
