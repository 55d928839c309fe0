/** Registration drives: a target per community, the places where its code hangs, and how many came in by each; never who brought whom. */
export default `
create table identity_drive_targets (
  area_code text primary key,
  people integer not null check (people > 0),
  from_on date not null,
  until_on date not null,
  set_by uuid references identity_accounts (id),
  set_at timestamptz not null,
  check (until_on >= from_on)
);
create index identity_drive_targets_by_setter on identity_drive_targets (set_by) where set_by is not null;
create table identity_drive_points (
  area_code text not null,
  source text not null,
  place text not null,
  team text not null,
  added_at timestamptz not null,
  ended_at timestamptz,
  primary key (area_code, source)
);
create table identity_drive_days (
  area_code text not null,
  source text not null,
  day date not null,
  visited integer not null default 0,
  registered integer not null default 0,
  primary key (area_code, source, day),
  foreign key (area_code, source) references identity_drive_points (area_code, source)
);
`
