/** Records that hold photos are known, so that whoever deletes them lets go of the photos too. */
export const photos = `
alter table tool_library_records add column has_photos boolean not null default false;
`
