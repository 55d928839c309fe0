/** What people say of a tool or of the house, from a page or at a meeting, and what came of it. */
export const remarks = `
create table tool_library_remarks (
  id uuid primary key,
  area_code text not null,
  about text,
  board text not null,
  page text,
  text text not null,
  held_on date,
  spoken_by text,
  account_id uuid,
  person_id uuid,
  state text not null default 'new',
  answer text,
  version text,
  said_at timestamptz not null,
  answered_at timestamptz,
  answered_by uuid,
  changed_at timestamptz
);
create index tool_library_remarks_by_area on tool_library_remarks (area_code text_pattern_ops, said_at desc);
create index tool_library_remarks_newest on tool_library_remarks (said_at desc, id desc);
create index tool_library_remarks_by_state on tool_library_remarks (state, said_at desc, id desc);
create index tool_library_remarks_by_tool on tool_library_remarks (about, said_at desc, id desc) where about is not null;
create index tool_library_remarks_by_meeting on tool_library_remarks (held_on, said_at desc) where held_on is not null;
create index tool_library_remarks_by_account on tool_library_remarks (account_id, said_at desc, id desc) where account_id is not null;
create index tool_library_remarks_by_person on tool_library_remarks (person_id) where person_id is not null;
`
