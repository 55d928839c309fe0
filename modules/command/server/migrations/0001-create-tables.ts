/** Tables of the command centre: the counted rows of cases, and what the centre adds of its own. */
export default `
create table command_cases (
  id uuid primary key,
  number text not null,
  process text not null,
  module text not null,
  area_code text collate "C" not null,
  cell_code text collate "C",
  lon double precision,
  lat double precision,
  state text not null,
  phase text not null,
  grade smallint not null,
  source text not null,
  category_code text,
  is_restricted boolean not null,
  is_counted boolean not null,
  holder_unit_id uuid,
  lead_unit_id uuid,
  reporter_id uuid,
  opened_at timestamptz not null,
  opened_on date not null,
  acted_at timestamptz not null,
  moved_at timestamptz not null,
  due_at timestamptz,
  suspended_at timestamptz,
  closed_at timestamptz,
  closed_on date,
  outcome text,
  accept_due_at timestamptz,
  accepted_at timestamptz,
  verify_due_at timestamptz,
  verified_at timestamptz,
  file_due_at timestamptz,
  filed_at timestamptz,
  dispatch_due_at timestamptz,
  dispatched_at timestamptz,
  sign_due_at timestamptz,
  signed_at timestamptz,
  handle_due_at timestamptz,
  handled_at timestamptz,
  check_due_at timestamptz,
  checked_at timestamptz,
  is_automatic boolean not null,
  is_on_time boolean not null,
  hops integer not null,
  returns integer not null,
  reworks integer not null,
  reopens integer not null,
  delays integer not null,
  steps integer not null,
  rating smallint,
  is_unsolved boolean not null,
  reply_print text
);
-- All the live tiles ask of an open case, so that none of them reads the table itself.
create index command_cases_open on command_cases (area_code, due_at) include (cell_code, state, phase, grade, source, holder_unit_id,
  is_restricted, moved_at, acted_at, suspended_at, returns) where closed_at is null and is_counted;
create index command_cases_due on command_cases (due_at, id) where closed_at is null and is_counted;
create index command_cases_opened on command_cases (opened_at desc, id desc);
create index command_cases_closed on command_cases (closed_at, id) where closed_at is not null;
create index command_cases_accept_due on command_cases (accept_due_at, id) where accept_due_at is not null;
create index command_cases_verify_due on command_cases (verify_due_at, id) where verify_due_at is not null;
create index command_cases_file_due on command_cases (file_due_at, id) where file_due_at is not null;
create index command_cases_dispatch_due on command_cases (dispatch_due_at, id) where dispatch_due_at is not null;
create index command_cases_sign_due on command_cases (sign_due_at, id) where sign_due_at is not null;
create index command_cases_handle_due on command_cases (handle_due_at, id) where handle_due_at is not null;
create index command_cases_check_due on command_cases (check_due_at, id) where check_due_at is not null;
create index command_cases_holder on command_cases (holder_unit_id, due_at, id) where closed_at is null and is_counted;

-- How far a reading of all matters has come; one row for each reading.
create table command_readings (
  id uuid primary key,
  began_at timestamptz not null,
  after_id uuid,
  counted integer not null default 0,
  ended_at timestamptz
);
create index command_readings_open on command_readings (began_at) where ended_at is null;

create table command_baselines (
  id uuid primary key,
  area_code text collate "C" not null,
  indicator text not null,
  value double precision not null,
  source text not null,
  from_on date not null,
  until_on date not null,
  recorded_by uuid,
  recorded_by_name text not null,
  recorded_at timestamptz not null
);
create index command_baselines_of on command_baselines (indicator, area_code, recorded_at desc);

-- Four-level linkage: a case calls, rung after rung, until somebody answers.
create table command_summons (
  id uuid primary key,
  case_id uuid not null,
  number text not null,
  title text not null,
  area_code text collate "C" not null,
  grade smallint not null,
  is_restricted boolean not null,
  because text not null,
  ladder text[] not null,
  state text not null,
  started_by uuid,
  started_by_name text not null,
  started_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz
);
create index command_summons_case on command_summons (case_id, started_at desc);
create unique index command_summons_one_open on command_summons (case_id) where state = 'open';
create index command_summons_newest on command_summons (started_at desc, id desc);

create table command_calls (
  id uuid primary key,
  summons_id uuid not null references command_summons (id),
  rung text not null,
  unit_id uuid,
  unit_name text not null,
  account_id uuid,
  name text not null,
  called_at timestamptz not null,
  due_at timestamptz not null,
  answered_at timestamptz,
  answer text,
  reason text
);
create index command_calls_summons on command_calls (summons_id, called_at, id);
create index command_calls_waiting on command_calls (account_id, called_at) where answer is null;

-- What an order or a call is about: a case, a plan, a leader's note.
create table command_orders (
  matter_id uuid primary key,
  kind text not null,
  case_id uuid,
  launch_id uuid,
  area_code text collate "C" not null,
  made_at timestamptz not null
);
create index command_orders_case on command_orders (case_id, made_at) where case_id is not null;
create index command_orders_launch on command_orders (launch_id) where launch_id is not null;
create index command_orders_newest on command_orders (made_at desc, matter_id desc);

create table command_plans (
  id uuid primary key,
  area_code text collate "C" not null,
  name text not null,
  about text not null,
  tasks jsonb not null,
  changed_at timestamptz not null,
  ended_at timestamptz
);
create index command_plans_area on command_plans (area_code) where ended_at is null;

create table command_launches (
  id uuid primary key,
  plan_id uuid not null references command_plans (id),
  case_id uuid not null,
  name text not null,
  by_id uuid,
  by_name text not null,
  at timestamptz not null
);
create index command_launches_case on command_launches (case_id, at desc);
create index command_launches_plan on command_launches (plan_id);

create table command_briefs (
  id uuid primary key,
  area_code text collate "C" not null,
  on_day date not null,
  state text not null,
  text text not null,
  written_by uuid,
  written_by_name text not null,
  written_at timestamptz not null,
  issued_by_name text,
  issued_at timestamptz
);
create index command_briefs_newest on command_briefs (on_day desc, id desc);

create table command_scores (
  id uuid primary key,
  month text not null,
  kind text not null,
  subject text not null,
  subject_name text not null,
  area_code text collate "C",
  unit_id uuid,
  points double precision,
  parts jsonb not null,
  formula_version text not null,
  computed_at timestamptz not null,
  published_at timestamptz,
  appeal_until timestamptz,
  note text
);
create unique index command_scores_once on command_scores (month, kind, subject);
create index command_scores_month on command_scores (month, kind, subject_name, id);

create table command_appeals (
  matter_id uuid primary key,
  score_id uuid not null references command_scores (id),
  case_ids uuid[] not null
);
create index command_appeals_score on command_appeals (score_id);

-- Cases an appeal took out of a month's score.
create table command_excused (
  case_id uuid not null,
  month text not null,
  score_id uuid not null references command_scores (id),
  because text not null,
  at timestamptz not null,
  primary key (case_id, month)
);
create index command_excused_score on command_excused (score_id);

create table command_alerts (
  id uuid primary key,
  kind text not null,
  key text not null,
  area_code text collate "C" not null,
  cell_code text collate "C",
  category_code text,
  case_ids uuid[] not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  is_restricted boolean not null,
  raised_at timestamptz not null,
  seen_by_name text,
  seen_at timestamptz,
  seen_note text
);
create unique index command_alerts_open on command_alerts (key) where seen_at is null;
create index command_alerts_newest on command_alerts (raised_at desc, id desc);
create index command_cases_reporter on command_cases (reporter_id, opened_at) where reporter_id is not null;
create index command_cases_prints on command_cases (handled_at) include (lead_unit_id, reply_print) where reply_print is not null;

-- Numbered paper forms for when the platform cannot be reached; entered afterwards.
create table command_papers (
  number text primary key,
  area_code text collate "C" not null,
  handed_out_at timestamptz not null,
  handed_out_by_name text not null,
  entered_as text,
  entered_by_name text,
  entered_at timestamptz
);
create index command_papers_open on command_papers (area_code, number) where entered_at is null;
create table command_paper_serials (day text primary key, next integer not null);
`
