/** What went by itself and was found wrong is kept with the case; the index of figures covers it. The nightly reading fills it for all. */
export default `
alter table command_cases add column is_forwarded_wrong boolean not null default false;
update command_cases set is_forwarded_wrong = true where is_automatic and returns > 0;
drop index command_cases_opened;
create index command_cases_opened on command_cases (opened_at desc, id desc)
  include (area_code, cell_code, holder_unit_id, is_restricted, is_counted, source, closed_at, opened_on, closed_on, dispatched_at, is_automatic,
    is_forwarded_wrong, returns);
`
