/** 民生服务利用率 When neighbours were told of an item few use, and how many. */
export const withOutreaches = `
create table services_outreaches (
  id uuid primary key,
  item_code text collate "C" not null,
  area_code text not null,
  made_by uuid,
  made_by_name text not null,
  made_at timestamptz not null,
  -- How many it had reached within a year when they were told.
  reached_before integer not null,
  recipients integer not null default 0,
  -- Whoever stands before this one in the register has been told.
  told_until uuid,
  done_at timestamptz
);
create index services_outreaches_item on services_outreaches (item_code, made_at desc);
create index services_applications_item_person on services_applications (item_code, person_id);
`
