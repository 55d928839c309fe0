/** Late before it was handled is late to be closed as well; what was declined at filing is not filed. The nightly reading fills the rest. */
export default `
alter table command_cases add column close_due_at timestamptz, add column is_taken_on boolean not null default false;
update command_cases set close_due_at = coalesce(check_due_at, handle_due_at),
  is_taken_on = file_due_at is not null or filed_at is not null or dispatched_at is not null or handled_at is not null,
  filed_at = case when state = 'declined' then null else filed_at end;
create index command_cases_close_due on command_cases (close_due_at, id) where close_due_at is not null;
`
