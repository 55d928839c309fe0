/** Paper sheets 纸质派遣单: spoilt ones are kept with their reason; what was entered is an order of its own. */
export default `
alter table command_papers add column entered_number text;
alter table command_papers add column voided_because text;
create index command_papers_newest on command_papers (number desc);
create index command_baselines_newest on command_baselines (recorded_at desc, id desc);
create index command_appeals_newest on command_appeals (matter_id desc);
`
