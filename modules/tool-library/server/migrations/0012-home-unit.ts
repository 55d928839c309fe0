/** A department makes tools under its own name: its home is a unit, not an area, so that every community that cites them is a stranger. */
export const homeUnit = `
alter table tool_library_tools add column home_unit_id uuid;
create index tool_library_tools_by_unit on tool_library_tools (home_unit_id) where home_unit_id is not null;
alter table tool_library_drafts add column unit_id uuid;
`
