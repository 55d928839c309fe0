/** Warning signals 预警信号 of weather and other dangers, in force until lifted or over. */
export default `
create table command_signals (
  id uuid primary key,
  area_code text collate "C" not null,
  kind text not null,
  level text not null,
  text text not null,
  given_at timestamptz not null,
  given_by_name text not null,
  until_at timestamptz not null,
  ended_at timestamptz,
  ended_by_name text
);
create index command_signals_newest on command_signals (id desc);
create index command_signals_in_force on command_signals (until_at) where ended_at is null;
`
