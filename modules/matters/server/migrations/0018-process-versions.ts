/** Processes as they were: a version is kept when its steps or moves are not those of the one before. */
export default `
create table matters_process_versions (
  process text not null,
  version integer not null,
  shape jsonb not null,
  since timestamptz not null,
  primary key (process, version)
);
revoke update, delete, truncate on matters_process_versions from $app;
`
