/** What a comparison of a day found, row by row, until it has come after all or somebody has settled it. */
export const differencesTable = `
create table connectors_differences (
  id uuid primary key,
  peer_id uuid not null references connectors_peers (id),
  on_day date not null,
  kind text not null check (kind in ('missingThere', 'missingHere', 'differing')),
  foreign_id text not null,
  message_id uuid references connectors_messages (id),
  matter_id uuid,
  area_code text not null,
  found_at timestamptz not null,
  resolved_at timestamptz,
  how text check (how in ('arrived', 'settled')),
  resolved_by text,
  note text,
  unique (peer_id, on_day, kind, foreign_id),
  check ((resolved_at is null) = (how is null))
);
create index connectors_differences_newest on connectors_differences (area_code text_pattern_ops, id desc);
create index connectors_differences_open on connectors_differences (peer_id, on_day) where resolved_at is null;
create index connectors_differences_message on connectors_differences (message_id) where message_id is not null;
`
