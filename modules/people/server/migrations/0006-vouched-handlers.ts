/** Who acts for an enterprise because an outside provider says so, and which one; renewed with every way in by it. */
export const vouchedHandlers = `
alter table people_enterprise_handlers add column vouched_by text;
create unique index people_enterprise_handlers_vouched on people_enterprise_handlers (person_id, vouched_by, enterprise_id) where vouched_by is not null;
`
