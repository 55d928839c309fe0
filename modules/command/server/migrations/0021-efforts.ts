/** Hours and money of one case, campaign or service, as whoever did it recorded them, at the rate of that day. */
export default `
create table command_efforts (
  id uuid primary key,
  kind text not null check (kind in ('case', 'campaign', 'service')),
  subject_id uuid,
  name text,
  served integer not null default 1 check (served > 0),
  area_code text collate "C" not null,
  unit_id uuid,
  minutes integer not null check (minutes >= 0),
  fen_per_hour integer not null check (fen_per_hour >= 0),
  fen bigint not null check (fen >= 0),
  cost bigint not null check (cost >= 0),
  done_on date not null,
  note text not null,
  recorded_by uuid,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  check ((kind = 'service') = (subject_id is null) and (kind = 'service') = (name is not null))
);
create index command_efforts_subject on command_efforts (subject_id, recorded_at desc, id desc) where subject_id is not null;
create index command_efforts_done on command_efforts (kind, done_on, area_code);
`
