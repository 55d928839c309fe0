/** When what was reported had been seen, and whether it was filed twice over: read anew for all cases by the nightly reading. */
export default `
alter table command_cases add column seen_at timestamptz;
alter table command_cases add column is_refiled boolean not null default false;
`
