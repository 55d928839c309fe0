/** The table of help requests. Where exactly somebody lives is sealed and read by the two who meet only. */
export const createTables = `
create table mutual_aid_requests (
  id uuid primary key,
  area_code text not null,
  kind text not null,
  wish text not null,
  building text not null,
  place_sealed text not null,
  code_sealed text not null,
  for_whom text not null check (for_whom in ('self', 'elder', 'minor')),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  hours smallint not null check (hours between 0 and 2),
  hours_from text,
  safety text,
  state text not null,
  asker_id uuid not null,
  asker_account_id uuid,
  helper_id uuid,
  helper_account_id uuid,
  helper_area text,
  wrong_codes smallint not null default 0,
  takes smallint not null default 0,
  asker_score smallint,
  asker_words text,
  helper_score smallint,
  matter_id uuid,
  posted_at timestamptz not null,
  taken_at timestamptz,
  started_at timestamptz,
  done_at timestamptz,
  ended_at timestamptz
);
create index mutual_aid_open on mutual_aid_requests (area_code text_pattern_ops, id desc) where state = 'open';
create index mutual_aid_by_area on mutual_aid_requests (area_code text_pattern_ops, id desc);
create index mutual_aid_of_asker on mutual_aid_requests (asker_id, id desc);
create index mutual_aid_of_helper on mutual_aid_requests (helper_id, id desc) where helper_id is not null;
create index mutual_aid_waiting on mutual_aid_requests (ends_at) where state in ('toCheck', 'open');
create index mutual_aid_to_thank on mutual_aid_requests (done_at) where state = 'done';
create index mutual_aid_ended on mutual_aid_requests (area_code text_pattern_ops, ended_at) where ended_at is not null;
`
