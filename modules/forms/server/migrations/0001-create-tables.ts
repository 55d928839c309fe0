/** Tables of forms: versions that never change, drafts of the next one, what people fill in, and what they typed twice. */
export const createTables = `
create table forms_versions (
  id uuid primary key,
  code text collate "C" not null,
  area_code text,
  version integer not null,
  title text not null,
  definition jsonb not null,
  leaves integer not null,
  baseline_fields integer,
  baseline_materials integer,
  -- Version of the district's form a local variant was made from.
  based_on integer,
  -- Why each field that has to be typed was kept.
  kept jsonb not null default '{}',
  note text not null,
  owner_id uuid,
  owner_name text not null,
  published_at timestamptz not null
);
create unique index forms_versions_number on forms_versions (code, coalesce(area_code, ''), version desc);
-- In force means: the newest. A version is never changed.
revoke update, delete on forms_versions from $app;

create table forms_drafts (
  code text collate "C" not null,
  area_code text not null default '',
  definition jsonb not null,
  based_on integer,
  saved_by uuid,
  saved_at timestamptz not null,
  primary key (code, area_code)
);

-- What somebody wrote is sealed as a whole; beside it stand only counts.
create table forms_submissions (
  id uuid primary key,
  version_id uuid not null references forms_versions (id),
  code text collate "C" not null,
  number text unique,
  state text not null check (state in ('draft', 'submitted')),
  account_id uuid,
  person_id uuid,
  enterprise_id uuid,
  is_assisted boolean not null,
  channel text not null,
  area_code text,
  holder text,
  content text not null,
  revision integer not null default 0,
  origins jsonb,
  ways jsonb,
  shown integer,
  typed integer,
  edited integer,
  prefilled integer,
  confirmed integer,
  derived integer,
  by_default integer,
  empty integer,
  refused integer,
  materials_supplied integer,
  started_at timestamptz not null,
  saved_at timestamptz not null,
  submitted_at timestamptz,
  expires_at timestamptz
);
create index forms_submissions_version on forms_submissions (version_id);
create index forms_submissions_mine on forms_submissions (account_id, person_id, id desc);
create index forms_submissions_person on forms_submissions (person_id, id desc);
create index forms_submissions_enterprise on forms_submissions (enterprise_id, id desc) where enterprise_id is not null;
create index forms_submissions_handed on forms_submissions (submitted_at desc, id desc) where state = 'submitted';
create index forms_submissions_code on forms_submissions (code, submitted_at desc, id desc) where state = 'submitted';
create index forms_submissions_expiring on forms_submissions (expires_at) where state = 'draft';

-- Fingerprints of what was typed by hand, to notice that it is typed again.
create table forms_typed (
  id uuid primary key,
  submission_id uuid not null references forms_submissions (id) on delete cascade,
  code text collate "C" not null,
  account_id uuid not null,
  key text not null,
  fingerprint text not null,
  typed_at timestamptz not null,
  repeats_id uuid,
  first_code text,
  first_typed_at timestamptz
);
create index forms_typed_by on forms_typed (account_id, fingerprint, typed_at desc);
create index forms_typed_submission on forms_typed (submission_id);
create index forms_typed_repeats on forms_typed (id desc) where repeats_id is not null;
create index forms_typed_at on forms_typed (typed_at);
`
