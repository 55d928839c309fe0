/** Cases left out (剔除) of what their unit is measured by. */
export default `
alter table command_cases add column is_excluded boolean not null default false;
`
