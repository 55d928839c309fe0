/** What was really spent, as somebody recorded it with its source: the estimate of effort is held against it. */
export default `
create table command_spends (
  id uuid primary key,
  area_code text collate "C" not null,
  kind text not null,
  fen bigint not null check (fen >= 0),
  from_on date not null,
  until_on date not null check (until_on > from_on),
  source text not null,
  recorded_by uuid,
  recorded_by_name text not null,
  recorded_at timestamptz not null
);
create index command_spends_area on command_spends (area_code, from_on);
create index command_spends_newest on command_spends (recorded_at desc, id desc);
`
