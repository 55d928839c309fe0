/** A reading says how much it takes at a time; what was laid down waits to be counted; and what a case cost in work stands with it. */
export default `
alter table command_readings add column portion integer not null default 500;
create table command_waiting (
  matter_id uuid primary key,
  told_at timestamptz not null
);
-- Read anew for all cases by the nightly reading.
alter table command_cases add column desk_acts integer not null default 0;
alter table command_cases add column field_acts integer not null default 0;
alter table command_cases add column messages integer not null default 0;
alter table command_cases add column meetings integer not null default 0;
alter table command_cases add column is_joint boolean not null default false;
alter table command_cases add column is_missed boolean not null default false;
`
