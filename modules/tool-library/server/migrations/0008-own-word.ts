/** Each version is kept and ended by its own word. */
export const ownWord = `
drop index tool_library_records_over;
create index tool_library_records_over on tool_library_records (tool_id, version, closed_at) where phase = 'done';
`
