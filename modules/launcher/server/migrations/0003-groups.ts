/** Where tiles stand among all services while a community has not composed its own: by tile, or by category of the library. */
export const groups = `
alter table launcher_tools add column category text;
create table launcher_groups (
  "of" text primary key,
  place text not null
);
`
