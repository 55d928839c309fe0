/** Which unit is to be given more than its fill, where a leader's word is asked for that. */
export default `
alter table matters_requests add column to_unit_id uuid;
alter table matters_requests add column to_unit_name text;
create index matters_requests_over_fill on matters_requests (matter_id, to_unit_id) where kind = 'overload' and state = 'granted';
`
