/** Who was told of an alert reads it where they work; who gave an order or raised a call finds it again. */
export default `
create table command_alert_told (
  account_id uuid not null,
  alert_id uuid not null references command_alerts (id) on delete cascade,
  told_at timestamptz not null,
  primary key (account_id, alert_id)
);
create index command_alert_told_alert on command_alert_told (alert_id);
alter table command_orders add column made_by uuid;
create index command_orders_made_by on command_orders (made_by, made_at desc, matter_id desc) where made_by is not null;
`
