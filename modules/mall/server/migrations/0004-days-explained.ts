/** What was found of a day on which a shop and the ledger differ, and by whom. */
export const daysExplained = `
alter table mall_days add column note text;
alter table mall_days add column noted_by text;
create index mall_days_differing on mall_days (on_day desc) where not is_equal and note is null;
`
