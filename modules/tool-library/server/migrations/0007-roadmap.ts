/** Whose demand a need is, and votes of staff apart from those of residents, which alone make the order. */
export const roadmap = `
alter table tool_library_needs add column issuer text;
alter table tool_library_needs add column staff_votes integer not null default 0;
create index tool_library_needs_by_side on tool_library_needs (serves, votes desc, id desc);
`
