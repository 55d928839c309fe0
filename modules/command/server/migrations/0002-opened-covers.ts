/** Channels and topics of a week are counted from the index alone. */
export default `
drop index command_cases_opened;
create index command_cases_opened on command_cases (opened_at desc, id desc)
  include (area_code, cell_code, holder_unit_id, is_restricted, is_counted, source, category_code, closed_at);
`
