/** What leads out of the house: whether linked addresses still answer, which ports are open and how they fare, and every call. */
export const linksAndPorts = `
create table tool_library_reach (
  tool_id text primary key references tool_library_tools (id),
  url text not null,
  fails integer not null default 0,
  is_down boolean not null default false,
  why text,
  checked_at timestamptz,
  answered_at timestamptz,
  down_since timestamptz,
  next_at timestamptz not null
);
create index tool_library_reach_due on tool_library_reach (next_at);
create table tool_library_ports (
  tool_id text primary key references tool_library_tools (id),
  is_on boolean not null default true,
  because text,
  clear text[] not null default '{}',
  clear_because text,
  changed_at timestamptz not null,
  changed_by uuid,
  minute_at timestamptz,
  minute_calls integer not null default 0,
  fails_in_a_row integer not null default 0,
  rests_until timestamptz
);
create table tool_library_port_days (
  tool_id text not null references tool_library_tools (id),
  on_day date not null,
  checks integer not null default 0,
  answered integer not null default 0,
  primary key (tool_id, on_day)
);
create table tool_library_port_calls (
  id uuid primary key,
  tool_id text not null,
  version text not null,
  area_code text not null,
  account_id uuid,
  person_id uuid,
  at timestamptz not null,
  ms integer not null,
  outcome text not null,
  status integer,
  sent text[] not null,
  clear text[] not null,
  received text[] not null
);
create index tool_library_port_calls_by_tool on tool_library_port_calls (tool_id, id desc);
create index tool_library_port_calls_by_person on tool_library_port_calls (person_id) where person_id is not null;
create index tool_library_port_calls_by_time on tool_library_port_calls (at);
`
