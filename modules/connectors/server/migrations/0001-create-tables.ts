/** Peers, what went to and fro, which of our matters is which of theirs, and how the days added up. */
export const createTables = `
create table connectors_peers (
  id uuid primary key,
  code text not null unique,
  name text not null,
  base_url text not null,
  source text not null,
  is_on boolean not null,
  secret_sealed text,
  old_secret_sealed text,
  old_secret_until timestamptz,
  status_map jsonb not null,
  category_map jsonb not null,
  last_sent_at timestamptz,
  last_received_at timestamptz
);

create table connectors_links (
  matter_id uuid primary key,
  peer_id uuid not null references connectors_peers (id),
  direction text not null check (direction in ('in', 'out')),
  ref text not null,
  number text,
  area_code text not null,
  status text not null,
  told_seq integer not null,
  at timestamptz not null,
  unique (peer_id, direction, ref)
);

create table connectors_messages (
  id uuid primary key,
  peer_id uuid not null references connectors_peers (id),
  direction text not null check (direction in ('in', 'out')),
  foreign_id text not null,
  kind text not null,
  state text not null check (state in ('waiting', 'sent', 'failed', 'taken')),
  ref text,
  matter_id uuid,
  area_code text not null,
  body_sealed text not null,
  body_hash text not null,
  at timestamptz not null,
  on_day date not null,
  sent_at timestamptz,
  failures integer not null default 0,
  next_try_at timestamptz,
  failure text,
  is_noted boolean not null,
  unique (peer_id, direction, foreign_id)
);
create index connectors_messages_waiting on connectors_messages (peer_id, id) where state = 'waiting';
create index connectors_messages_state on connectors_messages (state, id desc);
create index connectors_messages_area on connectors_messages (area_code text_pattern_ops, id desc);
create index connectors_messages_newest on connectors_messages (peer_id, id desc);
create index connectors_messages_matter on connectors_messages (matter_id, id desc) where matter_id is not null;
create index connectors_messages_unnoted on connectors_messages (matter_id, id) where not is_noted;
create index connectors_messages_day on connectors_messages (peer_id, on_day, direction);

create table connectors_comparisons (
  id uuid primary key,
  peer_id uuid not null references connectors_peers (id),
  on_day date not null,
  at timestamptz not null,
  is_agreed boolean not null,
  sent integer not null,
  arrived_there integer not null,
  received integer not null,
  sent_there integer not null,
  repeated integer not null,
  failure text
);
create index connectors_comparisons_newest on connectors_comparisons (peer_id, id desc);
`
