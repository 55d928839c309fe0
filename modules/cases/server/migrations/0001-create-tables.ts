/** Tables of cases: categories and sources as data, what a case knows beyond its matter, its evidence, its contact. */

export const createTables = `
create table cases_categories (
  code text primary key,
  name text not null,
  name_en text not null,
  path text[] not null,
  filing_standard text not null,
  closing_standard text not null,
  grade smallint not null check (grade between 1 and 4),
  limits jsonb not null,
  keywords text[] not null,
  points int not null,
  is_manual_only boolean not null,
  is_restricted boolean not null,
  call_first boolean not null,
  is_mapped boolean not null,
  version text not null
);

create table cases_sources (
  code text primary key,
  letter text not null check (letter ~ '^[A-Z]$'),
  name text not null,
  name_en text not null,
  start text not null check (start in ('intake', 'filing', 'dispatching')),
  roles text[] not null,
  rank int not null
);

create table cases_safety_rules (
  code text primary key,
  rule jsonb not null
);

-- A case's id is its matter's id: one number in people's hands, one row on each side.
create table cases_cases (
  id uuid primary key,
  category_code text references cases_categories (code),
  ownership text,
  text text not null,
  source text not null references cases_sources (code),
  is_anonymous boolean not null default false,
  is_public boolean not null default false,
  is_restricted boolean not null default false,
  safety_words text[] not null default '{}',
  seen_at timestamptz,
  outcome text,
  handling_unit_id uuid,
  handling_unit_name text,
  handler_account_id uuid,
  external_ref text,
  created_at timestamptz not null
);
create index cases_cases_by_category on cases_cases (category_code, id);
create index cases_cases_by_source on cases_cases (source, id);
create unique index cases_cases_by_external_ref on cases_cases (external_ref) where external_ref is not null;

create table cases_evidence (
  case_id uuid not null references cases_cases (id),
  file_id uuid not null,
  part text not null check (part in ('report', 'before', 'after', 'verification', 'check', 'other')),
  at timestamptz not null,
  account_id uuid,
  primary key (case_id, file_id)
);

-- How to reach somebody without an account. Sealed; opened for a purpose, which the audit remembers.
create table cases_contacts (
  case_id uuid primary key references cases_cases (id),
  name_sealed text,
  name_masked text,
  phone_sealed text not null,
  phone_masked text not null,
  phone_fingerprint text not null
);
create index cases_contacts_by_phone on cases_contacts (phone_fingerprint);
`
