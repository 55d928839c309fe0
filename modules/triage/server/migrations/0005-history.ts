/** Closed orders of an older system teach as well (`history`), and a model may come from a file instead of the examples kept here. */
export default `
alter table triage_examples drop constraint triage_examples_because_check;
alter table triage_examples add constraint triage_examples_because_check
  check (because in ('accepted', 'corrected', 'closed', 'history'));
alter table triage_models add column is_installed boolean not null default false;
`
