/** The first tables of the module. Forward only: what has been released is changed by a next file. */
export const createTables = `
create table sample_notes_notes (
  id uuid primary key,
  area_code text not null,
  text text not null,
  left_by uuid,
  left_at timestamptz not null
);
create index sample_notes_notes_by_area on sample_notes_notes (area_code text_pattern_ops, id desc);
`
