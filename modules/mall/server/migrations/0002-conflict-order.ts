/** What a shop handed over offline against the record is listed newest first: its own id carries the time, the shop's does not. */
export const conflictOrder = `
alter table mall_conflicts add column handing_id uuid;
update mall_conflicts set handing_id = id;
alter table mall_conflicts alter column handing_id set not null;
create unique index mall_conflicts_handing on mall_conflicts (handing_id);
`
