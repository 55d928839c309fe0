/** Exceptions to look at, challenges, requests of rights, restrictions, and what was deleted when its time was over. */
export const rights = `
alter table catalogue_values add column area_code text collate "C" not null default '';
alter table catalogue_values add column changed_by text;
alter table catalogue_values add column changed_at timestamptz;
create index catalogue_values_area on catalogue_values (area_code, subject_id, key);

create table catalogue_challenges (
  matter_id uuid primary key,
  subject_kind text not null,
  subject_id uuid not null,
  key text not null,
  raised_at timestamptz not null,
  closed_at timestamptz,
  outcome text
);
create unique index catalogue_challenges_open on catalogue_challenges (subject_kind, subject_id, key) where closed_at is null;
create index catalogue_challenges_subject on catalogue_challenges (subject_id);

create table catalogue_rights (
  id uuid primary key,
  matter_id uuid not null unique,
  number text not null,
  person_id uuid not null,
  area_code text collate "C" not null default '',
  kind text not null check (kind in ('access', 'copy', 'correct', 'delete', 'restrict', 'explain', 'closeAccount')),
  sealed_text text not null,
  state text not null check (state in ('asked', 'done', 'declined', 'withdrawn')),
  asked_at timestamptz not null,
  due_at timestamptz,
  answer text,
  answered_at timestamptz
);
create index catalogue_rights_person on catalogue_rights (person_id, id desc);
create index catalogue_rights_area on catalogue_rights (area_code, id desc);

-- 限制处理: where the law wants it kept, nobody uses it.
create table catalogue_restrictions (
  person_id uuid primary key,
  since timestamptz not null,
  rights_id uuid not null
);

create table catalogue_deletions (
  id uuid primary key,
  module text not null,
  class text not null,
  before timestamptz not null,
  removed integer not null,
  at timestamptz not null
);
create index catalogue_deletions_class on catalogue_deletions (module, class, id desc);
revoke update, delete on catalogue_deletions from $app;
`
