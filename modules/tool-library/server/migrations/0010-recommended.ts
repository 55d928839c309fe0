/** What a level above recommends to the communities below it, and what they said to that. */
export const recommended = `
create table tool_library_recommended (
  tool_id text not null references tool_library_tools (id) on delete cascade,
  area_code text not null,
  issuer text not null,
  reason text not null,
  until_on date,
  at timestamptz not null,
  primary key (tool_id, area_code)
);
create index tool_library_recommended_by_area on tool_library_recommended (area_code, at desc);
create table tool_library_not_needed (
  tool_id text not null references tool_library_tools (id) on delete cascade,
  area_code text not null,
  reason text not null,
  at timestamptz not null,
  by_account uuid,
  primary key (tool_id, area_code)
);
`
