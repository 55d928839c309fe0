/** What was changed of a category, by whom and when, with what stood there before: every change can be taken back. */
export default `
create table cases_category_changes (
  id bigint generated always as identity primary key,
  code text not null references cases_categories (code),
  at timestamptz not null,
  by_id uuid,
  by_name text not null,
  before jsonb not null,
  after jsonb not null,
  undoes bigint references cases_category_changes (id)
);
create index cases_category_changes_of on cases_category_changes (code, id desc);
create index cases_category_changes_undone on cases_category_changes (undoes) where undoes is not null;
revoke update, delete, truncate on cases_category_changes from $app;
`
