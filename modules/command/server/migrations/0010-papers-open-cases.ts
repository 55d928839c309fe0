/** A sheet of paper may tell of something nobody had taken in: the case that was opened of it. */
export default `
alter table command_papers add column opened_case_id uuid;
`
