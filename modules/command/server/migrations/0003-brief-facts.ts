/** What the records of a day said when its report was written; one draft for an area and a day. */
export default `
alter table command_briefs add column facts jsonb not null default '{}';
create unique index command_briefs_one_draft on command_briefs (area_code, on_day) where state = 'draft';
create index command_cases_opened_on on command_cases (opened_on, area_code);
`
