/** The tables of patrol. Places stand only with what was found, never by themselves: there is no track of anybody. */
export const createTables = `
create table patrol_routes (
  id uuid primary key,
  area_code text not null,
  name text not null,
  weekdays smallint[] not null,
  worker_id uuid,
  worker_name text,
  is_paused boolean not null default false,
  stops jsonb not null,
  changed_at timestamptz not null
);
create index patrol_routes_by_area on patrol_routes (area_code text_pattern_ops, id);
create index patrol_routes_due on patrol_routes (id) where not is_paused;

create table patrol_rounds (
  id uuid primary key,
  route_id uuid not null references patrol_routes,
  area_code text not null,
  name text not null,
  on_day date not null,
  worker_id uuid,
  worker_name text,
  started_at timestamptz,
  finished_at timestamptz,
  unique (route_id, on_day)
);
create index patrol_rounds_of_worker on patrol_rounds (worker_id, on_day);
create index patrol_rounds_by_area on patrol_rounds (area_code text_pattern_ops, id desc);
create index patrol_rounds_by_day on patrol_rounds (on_day, id desc);

create table patrol_items (
  id uuid primary key,
  round_id uuid not null references patrol_rounds,
  rank smallint not null,
  name text not null,
  cell_code text not null,
  lon double precision not null,
  lat double precision not null,
  checks text[] not null,
  category_code text,
  found text check (found in ('fine', 'problem', 'notReached')),
  note text,
  before_ids uuid[] not null default '{}',
  after_ids uuid[] not null default '{}',
  record_id uuid unique,
  done_at timestamptz,
  done_by uuid,
  done_by_name text,
  place_lon double precision,
  place_lat double precision,
  case_id uuid unique,
  case_number text,
  is_fixed boolean not null default false
);
create index patrol_items_of_round on patrol_items (round_id, rank);
create index patrol_items_reached on patrol_items (cell_code text_pattern_ops, done_at desc) where found in ('fine', 'problem');

create table patrol_notes (
  id uuid primary key,
  item_id uuid not null references patrol_items,
  by_id uuid not null,
  by_name text not null,
  at timestamptz not null,
  found text not null,
  note text,
  file_ids uuid[] not null default '{}'
);
create index patrol_notes_of_item on patrol_notes (item_id, at);

create table patrol_visits (
  id uuid primary key,
  area_code text not null,
  kind text not null check (kind in ('dwelling', 'person', 'enterprise')),
  way text not null check (way in ('door', 'phone')),
  label_sealed text not null,
  note_sealed text,
  template text,
  file_ids uuid[] not null default '{}',
  visited_at timestamptz not null,
  by_id uuid not null
);
create index patrol_visits_of_worker on patrol_visits (by_id, visited_at desc, id desc);

create table patrol_happenings (
  id uuid primary key,
  area_code text not null,
  text text not null,
  team text,
  kind text,
  file_ids uuid[] not null default '{}',
  happened_at timestamptz not null,
  by_id uuid not null,
  by_name text not null,
  steps jsonb not null default '[]'
);
create index patrol_happenings_by_area on patrol_happenings (area_code text_pattern_ops, happened_at desc, id desc);
create index patrol_happenings_of_worker on patrol_happenings (by_id, happened_at desc, id desc);
create index patrol_happenings_unsorted on patrol_happenings (happened_at desc, id desc) where kind is null;
`
