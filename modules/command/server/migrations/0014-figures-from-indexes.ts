/** Figures of a day and of a month are counted from the indexes alone: a month of a large district lies in a hundred thousand places of the table. */
export default `
drop index command_cases_opened;
create index command_cases_opened on command_cases (opened_at desc, id desc)
  include (area_code, cell_code, holder_unit_id, is_restricted, is_counted, source, closed_at, opened_on, closed_on, dispatched_at, is_automatic, returns);
drop index command_cases_closed;
create index command_cases_closed on command_cases (closed_at, id)
  include (area_code, cell_code, holder_unit_id, is_restricted, is_counted, dispatched_at, handled_at, hops)
  where closed_at is not null;
drop index command_cases_handle_due;
create index command_cases_handle_due on command_cases (handle_due_at, id)
  include (area_code, cell_code, holder_unit_id, is_restricted, is_counted, suspended_at, handled_at)
  where handle_due_at is not null;
`
