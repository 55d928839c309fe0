/** A mark that changes with whatever home pages of an area are made of, so that every process sees at once that it must look anew; and what is out of reach. */
export const stampsAndReach = `
create table launcher_stamps (
  area_code text primary key,
  stamp uuid not null
);
alter table launcher_tools add column is_down boolean not null default false;
`
