/** How often a community uses what stands on its home page, counted by day and never by person; and which linked tools open in a frame of ours. */
export const useAndFrames = `
create table launcher_use_days (
  area_code text not null,
  tile_id text not null,
  on_day date not null,
  uses integer not null,
  primary key (area_code, tile_id, on_day)
);
create index launcher_use_days_by_day on launcher_use_days (on_day);
alter table launcher_tools add column opens text not null default 'away';
`
