/** How communities call the states they added to processes, for boards that show matters of many places. */
export default `
create table matters_own_states (
  area_code text not null,
  process text not null,
  state text not null,
  word text not null,
  phase text not null,
  primary key (area_code, process, state)
);
`
