/** Why somebody of the office changed or kept back what everybody reads as the title of a case. */
export default `
alter table cases_cases add column title_because text;
`
