/** 轮流 Who was sent to look at a place, and when: so that of several who could go it is not always the same one. */
export default `
create table cases_field_tasks (
  account_id uuid not null,
  given_at timestamptz not null,
  case_id uuid not null references cases_cases (id),
  primary key (account_id, given_at, case_id)
);
create index cases_field_tasks_case on cases_field_tasks (case_id);
`
