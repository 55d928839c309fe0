/** Datasets, their versions waiting for approval, who was given what, and what became of it. */
export const datasets = `
create table catalogue_datasets (
  code text collate "C" primary key,
  draft jsonb not null,
  area_code text collate "C" not null,
  provider_unit_id uuid,
  provider_name text not null,
  sharing text not null,
  refresh text not null,
  version integer not null default 0,
  current_update_id uuid,
  row_count integer not null default 0,
  quality integer,
  published_at timestamptz,
  due_on date,
  told_lateness text not null default 'onTime',
  search_text text not null,
  registered_at timestamptz not null
);
create index catalogue_datasets_due on catalogue_datasets (due_on) where due_on is not null;
create index catalogue_datasets_provider on catalogue_datasets (provider_unit_id);

create table catalogue_updates (
  id uuid primary key,
  dataset_code text collate "C" not null references catalogue_datasets (code),
  state text not null check (state in ('submitted', 'faulty', 'published', 'returned')),
  row_count integer not null,
  rows_before integer not null,
  fault_count integer not null,
  faults jsonb not null,
  is_drop boolean not null,
  quality integer not null,
  submitted_at timestamptz not null,
  submitted_by uuid,
  submitted_name text not null,
  note text,
  decided_at timestamptz,
  decided_by uuid,
  decided_name text
);
create index catalogue_updates_dataset on catalogue_updates (dataset_code, id desc);
create index catalogue_updates_waiting on catalogue_updates (id) where state = 'submitted';

create table catalogue_rows (
  update_id uuid not null references catalogue_updates (id) on delete cascade,
  number integer not null,
  cells jsonb not null,
  primary key (update_id, number)
);

-- 采集、管理、维护日志: nobody changes what happened.
create table catalogue_dataset_log (
  id uuid primary key,
  dataset_code text collate "C" not null,
  act text not null,
  facts jsonb not null,
  at timestamptz not null,
  by_id uuid,
  by_name text not null
);
create index catalogue_dataset_log_dataset on catalogue_dataset_log (dataset_code, id desc);
revoke update, delete on catalogue_dataset_log from $app;

create table catalogue_requests (
  id uuid primary key,
  matter_id uuid not null unique,
  number text not null,
  dataset_code text collate "C" not null references catalogue_datasets (code),
  area_code text collate "C" not null,
  provider_unit_id uuid,
  unit_name text not null,
  enterprise_id uuid,
  purpose text not null,
  columns text[] not null,
  agreement text,
  state text not null check (state in ('asked', 'granted', 'provided', 'refused', 'withdrawn')),
  asked_at timestamptz not null,
  asked_by uuid,
  asked_name text not null,
  answered_at timestamptz,
  provided_at timestamptz,
  expires_on date,
  answer text,
  deletion_proof text
);
create index catalogue_requests_dataset on catalogue_requests (dataset_code, id desc);
create index catalogue_requests_asker on catalogue_requests (asked_by, id desc);

create table catalogue_dataset_uses (
  id uuid primary key,
  request_id uuid not null references catalogue_requests (id),
  at timestamptz not null,
  by_id uuid,
  by_name text not null,
  purpose text not null,
  row_count integer not null
);
create index catalogue_dataset_uses_request on catalogue_dataset_uses (request_id, id desc);
revoke update, delete on catalogue_dataset_uses from $app;

-- 系统清单 and 数据流向.
create table catalogue_systems (
  id uuid primary key,
  area_code text collate "C" not null,
  name text not null,
  owner text not null,
  purpose text not null,
  holds text[] not null,
  is_replaceable boolean not null,
  since_on date not null,
  retired_on date
);
create index catalogue_systems_area on catalogue_systems (area_code, id);
create table catalogue_flows (
  id uuid primary key,
  from_system uuid not null references catalogue_systems (id) on delete cascade,
  to_system uuid not null references catalogue_systems (id) on delete cascade,
  what text not null,
  way text not null check (way in ('automatic', 'file', 'retyped'))
);
create index catalogue_flows_from on catalogue_flows (from_system);
create index catalogue_flows_to on catalogue_flows (to_system);
`
