/** Notes of co-design for each tool, and what enterprises offer. */
export const madeTogether = `
create table tool_library_together (
  id uuid primary key,
  tool_id text not null references tool_library_tools (id),
  area_code text not null,
  kind text not null,
  held_on date not null,
  people integer not null,
  who text not null,
  what text not null,
  became text,
  noted_at timestamptz not null,
  noted_by uuid
);
create index tool_library_together_by_tool on tool_library_together (tool_id, held_on desc, id desc);
create table tool_library_offers (
  id uuid primary key,
  area_code text not null,
  kind text not null,
  organisation text not null,
  title text not null,
  what text not null,
  needs_to_know text not null,
  cost text not null,
  public_key text,
  publisher text,
  account_id uuid,
  person_id uuid,
  state text not null default 'received',
  answer text,
  offered_at timestamptz not null,
  answered_at timestamptz,
  answered_by uuid
);
create index tool_library_offers_newest on tool_library_offers (offered_at desc, id desc);
create index tool_library_offers_by_account on tool_library_offers (account_id, offered_at desc, id desc) where account_id is not null;
create index tool_library_offers_by_person on tool_library_offers (person_id) where person_id is not null;
`
