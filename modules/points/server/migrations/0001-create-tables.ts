/**
 * The tables of points. Entries and transfers can be added, never changed. Accounts of people and households keep their balance
 * beside it, guarded by the database; accounts everybody books on (issue, shops, pools) keep none, so that nobody waits for them.
 * Entries name their account without a foreign key: its lock on a busy account would be a queue; the daily trial balance looks for
 * orphans instead.
 */
export const createTables = `
create table points_accounts (
  id uuid primary key,
  kind text not null check (kind in ('person', 'household', 'fund', 'issue', 'shop', 'pool', 'expired', 'deducted', 'clearing')),
  owner_id uuid,
  area_code text,
  unit text not null check (unit in ('point', 'hour')),
  is_guarded boolean not null,
  free bigint not null default 0 constraint points_free_never_negative check (free >= 0),
  held bigint not null default 0 constraint points_held_never_negative check (held >= 0),
  opened_at timestamptz not null
) with (fillfactor = 70);
create index points_accounts_of_owner on points_accounts (owner_id);
create index points_accounts_guarded on points_accounts (id) where is_guarded;

create table points_transfers (
  id uuid primary key,
  source text not null,
  key text not null,
  kind text not null,
  unit text not null,
  amount bigint not null check (amount > 0),
  area_code text,
  account_id uuid not null,
  person_id uuid,
  with_id uuid,
  rule_code text,
  rule_version integer,
  because text not null,
  actor_id uuid,
  actor_name text,
  reverses_id uuid,
  device_mark text,
  photo_marks text[],
  at timestamptz not null,
  constraint points_transfers_once unique (source, key)
);
create index points_transfers_of_person on points_transfers (person_id, rule_code, at) where person_id is not null;
create index points_transfers_with on points_transfers (at) where with_id is not null;
create index points_transfers_by_device on points_transfers (device_mark, person_id) where device_mark is not null;
create index points_transfers_by_photo on points_transfers using gin (photo_marks) where photo_marks is not null;
create index points_transfers_reversed on points_transfers (reverses_id) where reverses_id is not null;
create index points_transfers_by_area on points_transfers (area_code text_pattern_ops, id desc);

create table points_entries (
  id bigint generated always as identity primary key,
  transfer_id uuid not null,
  account_id uuid not null,
  pocket text not null check (pocket in ('free', 'held')),
  amount bigint not null check (amount <> 0),
  valid_on date,
  at timestamptz not null
);
create index points_entries_of_account on points_entries (account_id, id desc);
create index points_entries_of_transfer on points_entries (transfer_id);
create index points_entries_by_time on points_entries (at, id);
create index points_entries_good_until on points_entries (valid_on, account_id) where valid_on is not null;
revoke update, delete, truncate on points_entries, points_transfers from $app;

create table points_budgets (
  area_code text not null,
  quarter text not null,
  amount bigint not null check (amount >= 0),
  changed_at timestamptz not null,
  primary key (area_code, quarter)
);
create table points_budget_slots (
  area_code text not null,
  quarter text not null,
  slot smallint not null,
  amount bigint not null constraint points_budget_never_negative check (amount >= 0),
  primary key (area_code, quarter, slot)
) with (fillfactor = 50);

create table points_rules (
  code text not null,
  version integer not null,
  event text not null,
  body jsonb not null,
  within_area text,
  published_on date not null,
  effective_on date not null,
  ends_on date,
  published_by uuid,
  primary key (code, version)
);
create index points_rules_by_event on points_rules (event);

create table points_unpaid (
  source text not null,
  key text not null,
  person_id uuid not null,
  rule_code text not null,
  area_code text,
  amount bigint not null,
  why text not null,
  at timestamptz not null,
  primary key (source, key)
);
create index points_unpaid_of_person on points_unpaid (person_id, at desc);

create table points_flags (
  id uuid primary key,
  kind text not null,
  mark text not null unique,
  area_code text,
  person_ids uuid[] not null,
  transfer_ids uuid[] not null,
  state text not null check (state in ('frozen', 'cleared', 'reversed')),
  note text,
  found_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text
);
create index points_flags_open on points_flags (area_code text_pattern_ops, id desc);

create table points_objections (
  matter_id uuid primary key,
  transfer_id uuid not null,
  person_id uuid not null,
  raised_at timestamptz not null,
  constraint points_objections_once unique (transfer_id, person_id)
);
create index points_objections_of_person on points_objections (person_id);

create table points_days (
  on_day date primary key,
  entries bigint not null,
  is_balanced boolean not null,
  digest text not null,
  before text not null,
  hash text not null,
  closed_at timestamptz not null
);
revoke update, delete, truncate on points_days from $app;

create table points_readings (
  id uuid primary key,
  area_code text not null,
  title text not null,
  body text not null,
  question text not null,
  choices text[] not null,
  right_choice smallint not null,
  until_on date,
  made_at timestamptz not null
);
create index points_readings_by_area on points_readings (area_code text_pattern_ops, id desc);
create table points_answers (
  reading_id uuid not null references points_readings,
  person_id uuid not null,
  choice smallint not null,
  is_right boolean not null,
  answered_at timestamptz not null,
  primary key (reading_id, person_id)
);
create index points_answers_of_person on points_answers (person_id, answered_at desc);
`
