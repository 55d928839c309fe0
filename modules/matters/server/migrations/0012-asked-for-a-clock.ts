/** The clock more time is asked for: it is granted for no other, and not once that one has stopped. */
export default `
alter table matters_requests add column clock_id uuid references matters_clocks (id);
create index matters_requests_clock on matters_requests (clock_id) where clock_id is not null;
update matters_requests r set clock_id = (select c.id from matters_clocks c where c.matter_id = r.matter_id and c.stopped_at is null
  order by (c.name = 'handle') desc, c.due_at limit 1) where r.kind = 'delay' and r.state = 'asked';
`
