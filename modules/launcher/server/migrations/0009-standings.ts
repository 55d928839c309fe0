/** Since when a part of the platform stands somewhere and on which day it was last used there: one row, no counts, nobody's name. The empty area is the district. */
export const standings = `
create table launcher_standings (
  tile_id text not null,
  area_code text not null,
  since_on date,
  used_on date,
  primary key (tile_id, area_code)
);
insert into launcher_standings (tile_id, area_code, used_on)
  select tile_id, area_code, max(on_day) from launcher_use_days group by tile_id, area_code;
`
