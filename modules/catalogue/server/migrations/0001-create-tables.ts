/** Tables of dictionary, shared values, consents and lineage. Values about people are sealed by the application. */
export const createTables = `
create table catalogue_entries (
  key text collate "C" primary key,
  row jsonb not null,
  changed_at timestamptz not null
);

-- One row for each source that says something; sources never overwrite each other.
create table catalogue_values (
  id uuid primary key,
  subject_kind text not null check (subject_kind in ('person', 'household', 'dwelling', 'enterprise')),
  subject_id uuid not null,
  key text collate "C" not null,
  source text not null,
  plain jsonb,
  sealed text,
  fingerprint text not null,
  source_on date,
  verified_at timestamptz,
  recorded_at timestamptz not null,
  check (plain is null or sealed is null)
);
create unique index catalogue_values_source on catalogue_values (subject_kind, subject_id, key, source);
create index catalogue_values_key on catalogue_values (key, subject_id);
create index catalogue_values_verified on catalogue_values (verified_at, id);

-- Every word said about a consent; the last one counts.
create table catalogue_consents (
  id uuid primary key,
  person_id uuid not null,
  purpose text not null,
  version integer not null,
  is_given boolean not null,
  decided_at timestamptz not null,
  decided_by uuid
);
create index catalogue_consents_person on catalogue_consents (person_id, purpose, id desc);

create table catalogue_uses (
  module text not null,
  kind text not null,
  object text not null,
  title text not null,
  keys text[] not null,
  datasets text[] not null,
  registered_at timestamptz not null,
  primary key (module, kind, object)
);
create index catalogue_uses_keys on catalogue_uses using gin (keys);
create index catalogue_uses_datasets on catalogue_uses using gin (datasets);
`
