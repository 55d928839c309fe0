/** Items with their versions, lists over them, applications with materials, notices, decisions, e-licences and promises. */
export const createTables = `
create table services_items (
  code text not null,
  version integer not null,
  is_current boolean not null,
  state text not null check (state in ('draft', 'published', 'retired')),
  name text not null,
  audience text not null,
  type text not null,
  need text not null,
  owner text not null,
  tags text[] not null,
  base_fields integer not null,
  base_materials integer not null,
  base_visits integer not null,
  base_days double precision not null,
  reach_per_year integer,
  is_confidential boolean not null,
  search_words text not null,
  record jsonb not null,
  form jsonb,
  published_on date,
  changed_at timestamptz not null,
  primary key (code, version)
);
create unique index services_items_current on services_items (code) where is_current;
create index services_items_by_need on services_items (need, code) where is_current;
create index services_items_by_tags on services_items using gin (tags) where is_current;

create table services_lists (
  code text primary key,
  rank smallint not null,
  record jsonb not null
);
create table services_requirements (
  rank smallint primary key,
  record jsonb not null
);
create table services_abolished_proofs (
  id uuid primary key,
  name text not null unique,
  replaced_by text not null check (replaced_by in ('licence', 'data', 'declaration', 'dropped')),
  note text not null,
  basis text not null,
  is_kept boolean not null default false,
  abolished_on date not null
);
create table services_bundles (
  code text primary key,
  name text not null,
  name_en text not null,
  intro text not null,
  need text not null,
  audience text not null,
  item_codes text[] not null,
  rank smallint not null
);

create table services_applications (
  id uuid primary key,
  item_code text not null,
  item_version integer not null,
  number text unique,
  state text not null,
  area_code text not null,
  person_id uuid not null,
  enterprise_id uuid,
  account_id uuid,
  channel text not null,
  helper_id uuid,
  bundle_code text,
  bundle_id uuid,
  answers_sealed text not null,
  typed integer not null default 0,
  prefilled integer not null default 0,
  confirmed integer not null default 0,
  materials_given integer not null default 0,
  visits integer not null default 0,
  step smallint not null default -1,
  gaps text[],
  was_corrected boolean not null default false,
  refused_consents text[] not null default '{}',
  consents text[] not null default '{}',
  authorised_at timestamptz,
  handed_to text,
  handed_state text,
  submitted_at timestamptz,
  accepted_at timestamptz,
  decided_at timestamptz,
  finished_at timestamptz,
  paused_since timestamptz,
  paused_seconds bigint not null default 0,
  outcome text check (outcome in ('approved', 'refused', 'declined', 'withdrawn')),
  made_at timestamptz not null,
  foreign key (item_code, item_version) references services_items (code, version)
);
create index services_applications_of_person on services_applications (person_id, id desc);
create index services_applications_of_enterprise on services_applications (enterprise_id, id desc) where enterprise_id is not null;
create index services_applications_by_area on services_applications (area_code text_pattern_ops, id desc);
create index services_applications_by_item on services_applications (item_code, item_version, state);
create index services_applications_of_bundle on services_applications (bundle_id) where bundle_id is not null;
create index services_applications_finished on services_applications (finished_at, item_code) where finished_at is not null;
create index services_applications_drafts on services_applications (made_at) where state = 'draft';

create table services_materials (
  application_id uuid not null references services_applications,
  key text not null,
  name text not null,
  source text check (source in ('licence', 'data', 'declaration', 'esign', 'upload')),
  file_ids uuid[] not null default '{}',
  licence_id uuid,
  is_later boolean not null default false,
  due_on date,
  given_at timestamptz,
  primary key (application_id, key)
);
create index services_materials_late on services_materials (due_on) where is_later and given_at is null;
create index services_materials_of_licence on services_materials (licence_id) where licence_id is not null;

create table services_visits (
  id uuid primary key,
  application_id uuid not null references services_applications,
  step smallint not null,
  kind text not null,
  by_names text[] not null,
  by_ids uuid[] not null,
  found_sealed text not null,
  is_genuine boolean not null,
  file_ids uuid[] not null default '{}',
  at timestamptz not null
);
create index services_visits_of_application on services_visits (application_id, id);

create table services_notices (
  id uuid primary key,
  application_id uuid not null references services_applications,
  item_code text not null,
  item_name text not null,
  area_code text not null,
  shown text not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  ended_at timestamptz
);
create index services_notices_running on services_notices (until_at) where ended_at is null;
create index services_notices_by_area on services_notices (area_code text_pattern_ops, id desc);
create index services_notices_of_application on services_notices (application_id);

create table services_objections (
  id uuid primary key,
  notice_id uuid not null references services_notices,
  account_id uuid,
  text_sealed text not null,
  made_at timestamptz not null,
  answer text,
  is_upheld boolean,
  answered_at timestamptz
);
create index services_objections_of_notice on services_objections (notice_id, id);

create table services_decisions (
  id uuid primary key,
  application_id uuid not null references services_applications,
  number text not null unique,
  code text not null unique,
  outcome text not null,
  item_name text not null,
  holder_masked text not null,
  issuer text not null,
  text_sealed text not null,
  basis text not null,
  remedy text not null,
  issued_at timestamptz not null,
  valid_until date,
  withdrawn_at timestamptz,
  sha256 text not null
);
create index services_decisions_of_application on services_decisions (application_id);

create table services_licences (
  id uuid primary key,
  type_code text not null,
  type_name text not null,
  number_sealed text not null,
  number_masked text not null,
  number_fingerprint text not null,
  person_id uuid,
  enterprise_id uuid,
  holder_masked text not null,
  issuer text not null,
  issued_on date not null,
  valid_until date,
  status text not null check (status in ('valid', 'suspended', 'revoked')),
  application_id uuid,
  unique (type_code, number_fingerprint)
);
create index services_licences_of_person on services_licences (person_id, type_code);
create index services_licences_of_enterprise on services_licences (enterprise_id, type_code) where enterprise_id is not null;

create table services_licence_grants (
  id uuid primary key,
  licence_id uuid not null references services_licences,
  code_fingerprint text not null unique,
  purpose text not null,
  made_at timestamptz not null,
  until_at timestamptz not null,
  used_at timestamptz,
  ended_at timestamptz
);
create index services_licence_grants_of_licence on services_licence_grants (licence_id, id desc);

create table services_licence_uses (
  id uuid primary key,
  licence_id uuid not null references services_licences,
  at timestamptz not null,
  purpose text not null,
  by_id uuid,
  by_name text not null,
  application_id uuid
);
create index services_licence_uses_of_licence on services_licence_uses (licence_id, id desc);

create table services_promises (
  application_id uuid primary key references services_applications,
  code text not null,
  version integer not null,
  text text not null,
  consequences text not null,
  material_names text[] not null,
  made_at timestamptz not null,
  area_code text not null,
  is_drawn boolean not null,
  check_by date,
  checked_at timestamptz,
  checked_by text,
  is_kept boolean,
  finding text
);
create index services_promises_to_check on services_promises (area_code text_pattern_ops, check_by) where is_drawn and checked_at is null;
create index services_promises_broken on services_promises (checked_at) where is_kept = false;

create table services_posts (
  id uuid primary key,
  title text not null,
  unit_name text not null,
  area_code text not null,
  duties text not null,
  pay text not null,
  places integer not null,
  until_on date not null,
  made_by uuid
);
create index services_posts_by_area on services_posts (area_code text_pattern_ops, id desc);
create table services_post_holders (
  id uuid primary key,
  post_id uuid not null references services_posts,
  application_id uuid not null unique references services_applications,
  from_on date not null,
  until_on date not null,
  months jsonb not null default '{}'
);
create index services_post_holders_of_post on services_post_holders (post_id);

create table services_plans (
  id uuid primary key,
  title text not null,
  need text not null,
  area_code text not null,
  text text not null,
  demands jsonb not null,
  state text not null check (state in ('drafted', 'approved', 'declined')),
  made_by uuid,
  made_at timestamptz not null,
  decided_at timestamptz,
  decision text
);
create index services_plans_by_area on services_plans (area_code text_pattern_ops, id desc);
`
