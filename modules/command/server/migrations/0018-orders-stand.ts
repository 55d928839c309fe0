/** How an order or a call stands, kept with it: the list of what was ordered is read by due time. Filled at night for what was given before. */
export default `
alter table command_orders add column unit_id uuid;
alter table command_orders add column phase text;
alter table command_orders add column take_due_at timestamptz;
alter table command_orders add column taken_at timestamptz;
alter table command_orders add column due_at timestamptz;
alter table command_orders add column closed_at timestamptz;
alter table command_orders add column is_restricted boolean not null default false;
create index command_orders_due on command_orders (coalesce(due_at, '9999-12-31T00:00:00Z'::timestamptz), matter_id) where closed_at is null and phase is not null;
create index command_orders_closed on command_orders (closed_at desc, matter_id desc) where closed_at is not null;
create index command_orders_unread on command_orders (matter_id) where phase is null;
`
