export default `
-- A started plan with a last day is a campaign 专项行动; the categories it is about are copied when it is started.
alter table command_launches add column until_on date;
alter table command_launches add column categories text[] not null default '{}';
`
