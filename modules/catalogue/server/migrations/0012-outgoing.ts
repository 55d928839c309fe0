/** Systems told of changes, and every letter to them: sealed until it is done with, by names of fields afterwards. */
export const outgoing = `
create table catalogue_subscribers (
  code text collate "C" primary key,
  draft jsonb not null,
  way text not null check (way in ('push', 'file')),
  kinds text[] not null,
  area_code text collate "C" not null,
  unit_id uuid not null,
  unit_name text not null,
  is_on boolean not null default true,
  because text,
  secret_sealed text,
  sending_until timestamptz,
  kept_at timestamptz not null
);

create table catalogue_deliveries (
  id uuid primary key,
  code text collate "C" not null references catalogue_subscribers (code),
  fact_id text not null,
  kind text not null,
  subject_kind text not null,
  subject_id uuid not null,
  area_code text collate "C" not null,
  keys text[] not null,
  body_sealed text,
  state text not null check (state in ('waiting', 'sent', 'failed', 'filed')),
  failures integer not null default 0,
  failure text,
  next_try_at timestamptz,
  at timestamptz not null,
  sent_at timestamptz,
  sheet_id uuid,
  sheet_at timestamptz
);
-- Listeners hear at least once; a system is told of a fact once.
create unique index catalogue_deliveries_fact on catalogue_deliveries (code, fact_id, subject_id);
create index catalogue_deliveries_due on catalogue_deliveries (code, id) where state = 'waiting';
create index catalogue_deliveries_next on catalogue_deliveries (next_try_at) where state = 'waiting';
create index catalogue_deliveries_log on catalogue_deliveries (code, id desc);
create index catalogue_deliveries_subject on catalogue_deliveries (subject_id);
create index catalogue_deliveries_sheet on catalogue_deliveries (sheet_id) where sheet_id is not null;
create index catalogue_deliveries_at on catalogue_deliveries (at);
`
