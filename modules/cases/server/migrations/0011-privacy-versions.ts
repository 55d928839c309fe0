/** Which version of the privacy notice stood beside the report when it was sent; null where none was shown. */
export default `
alter table cases_cases add column privacy_version integer;
`
