/** Features a demand from above switched on, to be off again where they were when it ends. */
export const switchedOn = `
create table launcher_switched_on (
  module text not null,
  area_code text not null,
  for_area text not null,
  primary key (module, area_code)
);
create index launcher_switched_on_by_demand on launcher_switched_on (module, for_area);
`
