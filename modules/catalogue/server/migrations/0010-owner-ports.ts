/** Ports to departments that keep their data: what each answers, its turns and rests, and every call that went through. */
export const ownerPorts = `
create table catalogue_owner_ports (
  code text collate "C" primary key,
  draft jsonb not null,
  kind text not null check (kind in ('query', 'verify', 'redirect')),
  area_code text collate "C" not null,
  unit_id uuid not null,
  unit_name text not null,
  is_on boolean not null default true,
  because text,
  secret_sealed text,
  minute_at timestamptz,
  minute_calls integer not null default 0,
  fails_in_a_row integer not null default 0,
  rests_until timestamptz,
  checked_at timestamptz,
  answered_at timestamptz,
  why text,
  kept_at timestamptz not null
);

-- 一数一源: a field is held behind one port at most.
create table catalogue_owner_port_keys (
  key text collate "C" primary key,
  code text collate "C" not null references catalogue_owner_ports (code) on delete cascade
);
create index catalogue_owner_port_keys_port on catalogue_owner_port_keys (code);

-- Who asked whom about whom, by names of fields; never a value.
create table catalogue_owner_calls (
  id uuid primary key,
  code text collate "C" not null,
  kind text not null,
  at timestamptz not null,
  ms integer not null,
  outcome text not null,
  status integer,
  subject_kind text not null,
  subject_id uuid not null,
  keys text[] not null,
  purpose text not null,
  by_id uuid,
  by_name text not null
);
create index catalogue_owner_calls_port on catalogue_owner_calls (code, id desc);
create index catalogue_owner_calls_at on catalogue_owner_calls (at);
revoke update on catalogue_owner_calls from $app;
`
