/** Of what kind whoever asked for something was: a resident, a merchant, or somebody of an office. */
export const askedBy = `
alter table tool_library_needs add column asked_as text not null default 'resident';
update tool_library_needs set asked_as = 'office' where serves = 'management';
`
