/** What whoever reported wants (工单类型): desks read their lists by it. */
export default `
alter table matters_matters add column order_kind text
  check (order_kind in ('inquiry', 'help', 'complaint', 'tipOff', 'suggestion', 'praise'));
create index matters_matters_by_order_kind on matters_matters (order_kind, opened_at desc, id desc) where order_kind is not null;
`
