/** Words that are not shown to everybody, kept by the district; what was changed of sources and words stays on record. */
export default `
create table cases_moderation_words (
  word text primary key,
  kind text not null check (kind in ('abuse', 'advert'))
);
create table cases_wording_changes (
  id bigint generated always as identity primary key,
  part text not null check (part in ('source', 'safety', 'moderation')),
  code text not null,
  at timestamptz not null,
  by_id uuid,
  by_name text not null,
  before jsonb,
  after jsonb
);
create index cases_wording_changes_by_time on cases_wording_changes (id desc);
revoke update, delete, truncate on cases_wording_changes from $app;
`
