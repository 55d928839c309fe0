/** The tables of the mall. Stock is a number the database does not let fall below zero. */
export const createTables = `
create table mall_points (
  id uuid primary key,
  area_code text not null,
  name text not null,
  address text not null,
  weekdays smallint[] not null,
  from_time text not null,
  until_time text not null,
  is_closed boolean not null,
  changed_at timestamptz not null
);
create index mall_points_by_area on mall_points (area_code text_pattern_ops, id);
create table mall_staff (
  point_id uuid not null references mall_points,
  account_id uuid not null,
  name text not null,
  primary key (point_id, account_id)
);
create index mall_staff_by_account on mall_staff (account_id);
create table mall_goods (
  id uuid primary key,
  point_id uuid not null references mall_points,
  name text not null,
  note text not null,
  kind text not null check (kind in ('thing', 'service')),
  points integer not null check (points > 0),
  stock integer not null constraint mall_stock_never_negative check (stock >= 0),
  per_person integer,
  is_offered boolean not null,
  changed_at timestamptz not null
);
create index mall_goods_of_point on mall_goods (point_id, id);
create table mall_reservations (
  id uuid primary key,
  number text not null,
  good_id uuid not null references mall_goods,
  point_id uuid not null references mall_points,
  area_code text not null,
  person_id uuid not null,
  quantity integer not null check (quantity > 0),
  points integer not null,
  state text not null,
  secret_sealed text not null,
  wrong_codes smallint not null default 0,
  wrong_at timestamptz,
  reserved_at timestamptz not null,
  kept_until date not null,
  handed_at timestamptz,
  handed_by uuid,
  hand_over_id uuid unique,
  refunded_at timestamptz,
  because text
);
create unique index mall_reservations_number on mall_reservations (point_id, number) where state = 'reserved';
create index mall_reservations_of_person on mall_reservations (person_id, id desc);
create index mall_reservations_of_good on mall_reservations (good_id, person_id, reserved_at);
create index mall_reservations_open on mall_reservations (kept_until) where state = 'reserved';
create index mall_reservations_handed on mall_reservations (point_id, handed_at);
create index mall_reservations_refunded on mall_reservations (point_id, refunded_at) where refunded_at is not null;
create table mall_counts (
  id uuid primary key,
  good_id uuid not null references mall_goods,
  expected integer not null,
  counted integer not null,
  note text,
  by_id uuid,
  at timestamptz not null
);
create index mall_counts_of_good on mall_counts (good_id, at desc);
create table mall_conflicts (
  id uuid primary key,
  reservation_id uuid not null,
  point_id uuid not null references mall_points,
  why text not null,
  done_at timestamptz not null,
  by_id uuid,
  by_name text not null,
  settled_note text,
  settled_at timestamptz
);
create index mall_conflicts_of_point on mall_conflicts (point_id, id desc);
create index mall_conflicts_of_reservation on mall_conflicts (reservation_id);
create table mall_days (
  point_id uuid not null references mall_points,
  on_day date not null,
  handed_over integer not null,
  points integer not null,
  refunds integer not null,
  refunded_points integer not null,
  is_equal boolean not null,
  closed_at timestamptz not null,
  primary key (point_id, on_day)
);
create index mall_days_newest on mall_days (on_day desc, point_id);
`
