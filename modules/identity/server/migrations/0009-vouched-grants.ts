/** Roles somebody holds because an outside provider says for which firm they act: renewed by each way in, ended by its silence. */
export default `
alter table identity_grants add column vouched_by text;
`
