/** The kernel's own tables: migrations done, audit and its seals, outbox, settings. */

export const kernelTables = `
create table kernel_audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_id uuid,
  actor_kind text not null,
  for_person_id uuid,
  action text not null,
  object text,
  area_code text,
  result text not null,
  facts jsonb not null,
  request_id text not null,
  origin text
);
create index kernel_audit_by_time on kernel_audit (at desc, id desc);
create index kernel_audit_by_actor on kernel_audit (actor_id, id desc) where actor_id is not null;
create index kernel_audit_by_object on kernel_audit (object, id desc) where object is not null;
create index kernel_audit_by_action on kernel_audit (action, id desc);

-- The chain: each sealed entry's hash covers the entry and the hash before it. Sealed in batches, a moment after commit,
-- so that writers never wait for one another.
create table kernel_audit_seals (
  serial bigint primary key,
  audit_id bigint not null unique references kernel_audit (id),
  hash bytea not null
);

create table kernel_outbox (
  id bigint generated always as identity primary key,
  kind text not null,
  name text not null,
  fact jsonb not null,
  topics text[] not null,
  at timestamptz not null,
  request_id text,
  delivered_at timestamptz
);
create index kernel_outbox_waiting on kernel_outbox (id) where delivered_at is null;
create index kernel_outbox_by_name on kernel_outbox (name, id);

-- At-least-once becomes once: a listener's transaction writes its mark beside its effect.
create table kernel_heard (
  listener text not null,
  outbox_id bigint not null,
  at timestamptz not null,
  primary key (listener, outbox_id)
);

create table kernel_settings (
  module text not null,
  area_code text not null default '',
  key text not null,
  value jsonb not null,
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (module, area_code, key)
);

revoke update, delete, truncate on kernel_audit, kernel_audit_seals from $app;
`

/** Facts that some listener has still to hear: a fact waits here from when it is moved until those listeners heard it. */
export const unheardTable = `
create table kernel_unheard (outbox_id bigint primary key);
`

/** What settings were before and after each change, by whom; nobody changes it afterwards. */
export const settingsHistoryTable = `
create table kernel_settings_history (
  id bigint generated always as identity primary key,
  module text not null,
  area_code text not null default '',
  key text not null,
  before jsonb,
  after jsonb,
  at timestamptz not null,
  by_id uuid,
  by_name text not null,
  undoes bigint references kernel_settings_history (id)
);
create index kernel_settings_history_of on kernel_settings_history (module, area_code, id desc);
create index kernel_settings_history_undone on kernel_settings_history (undoes) where undoes is not null;
revoke update, delete, truncate on kernel_settings_history from $app;
`
