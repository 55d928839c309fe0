/** Places, the count of each slot, and bookings. The count is its own row, so that the last place goes to one of many at once. */
export const createTables = `
create table appointments_places (
  id uuid primary key,
  name text not null,
  kind text not null,
  area_code text not null,
  address text not null,
  services text[] not null,
  bring text,
  openings jsonb not null,
  closed_days text[] not null default '{}',
  slot_minutes smallint not null,
  quota smallint not null,
  days_ahead smallint not null,
  is_open boolean not null
);
create index appointments_places_by_area on appointments_places (area_code text_pattern_ops, id);

create table appointments_slots (
  place_id uuid not null references appointments_places,
  start_at timestamptz not null,
  taken smallint not null default 0,
  primary key (place_id, start_at)
);

create table appointments_bookings (
  id uuid primary key,
  place_id uuid not null references appointments_places,
  area_code text not null,
  service text not null,
  start_at timestamptz not null,
  end_at timestamptz not null,
  state text not null check (state in ('booked', 'waiting', 'cancelled', 'arrived', 'served', 'missed')),
  code text not null,
  code_fingerprint text not null unique,
  person_id uuid not null,
  account_id uuid,
  made_at timestamptz not null,
  reminded_at timestamptz,
  appeal_sealed text,
  appeal_answer text,
  is_excused boolean not null default false
);
create index appointments_bookings_of_slot on appointments_bookings (place_id, start_at, state, made_at);
create index appointments_bookings_of_person on appointments_bookings (person_id, start_at desc, id desc);
create index appointments_bookings_by_area on appointments_bookings (area_code text_pattern_ops, start_at, id);
create index appointments_bookings_due on appointments_bookings (start_at) where state = 'booked';
create unique index appointments_bookings_once on appointments_bookings (place_id, start_at, person_id) where state in ('booked', 'waiting', 'arrived');
`
