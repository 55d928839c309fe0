/** In which transaction a counted row was last written: boards that hold the open cases in memory read only what changed since. */
export default `
alter table command_cases add column kept_in xid8 not null default pg_current_xact_id();
create index command_cases_kept on command_cases (kept_in);
`
