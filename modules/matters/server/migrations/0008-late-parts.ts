/** By when a request is to be decided, and who was told already that support or a decision is late. */
export default `
alter table matters_helpers add column overdue_at timestamptz;
create index matters_helpers_to_chase on matters_helpers (due_at) where done_at is null and overdue_at is null;

alter table matters_requests add column decide_by timestamptz;
alter table matters_requests add column late_at timestamptz;
create index matters_requests_to_chase on matters_requests (decide_by) where state = 'asked' and late_at is null;
`
