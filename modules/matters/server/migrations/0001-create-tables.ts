/** Tables of the spine: matters and all that hangs on them; steps can be added, never changed. */
export default `
create table matters_matters (
  id uuid primary key,
  number text collate "C" not null unique,
  query_code_hash bytea not null,
  process text not null,
  module text not null,
  subject_id uuid,
  state text not null,
  phase text not null,
  title text not null,
  summary text,
  search tsvector,
  area_code text collate "C" not null,
  cell_code text collate "C",
  lon double precision,
  lat double precision,
  address text,
  source text not null,
  grade smallint not null default 1,
  is_public boolean not null default false,
  is_restricted boolean not null default false,
  holder_unit_id uuid,
  holder_unit_name text,
  holder_account_id uuid,
  holder_name text,
  held_since timestamptz,
  handled_by uuid[] not null default '{}',
  due_at timestamptz,
  -- Due time, or the end of time where none runs: one key to sort every inbox by.
  order_at timestamptz not null,
  step_count integer not null,
  head_hash text not null,
  hops integer not null default 0,
  returns integer not null default 0,
  reworks integer not null default 0,
  reopens integer not null default 0,
  is_arbitrated boolean not null default false,
  supervision text,
  suspended_at timestamptz,
  review_on date,
  parent_id uuid references matters_matters (id),
  merged_into_id uuid references matters_matters (id),
  outcome text,
  rating smallint,
  opened_at timestamptz not null,
  moved_at timestamptz not null,
  closed_at timestamptz,
  archived_at timestamptz
);
create index matters_matters_unit_inbox on matters_matters (holder_unit_id, order_at, id) where closed_at is null;
create index matters_matters_own_inbox on matters_matters (holder_account_id, order_at, id) where closed_at is null;
create index matters_matters_area on matters_matters (area_code, opened_at desc, id desc);
create index matters_matters_newest on matters_matters (opened_at desc, id desc);
create index matters_matters_area_open on matters_matters (area_code, order_at, id) where closed_at is null;
create index matters_matters_public on matters_matters (opened_at desc, id desc) where is_public;
create index matters_matters_subject on matters_matters (subject_id) where subject_id is not null;
create index matters_matters_parent on matters_matters (parent_id) where parent_id is not null;
create index matters_matters_merged on matters_matters (merged_into_id) where merged_into_id is not null;
create index matters_matters_unrated on matters_matters (closed_at) where closed_at is not null and archived_at is null;
create index matters_matters_review on matters_matters (review_on) where suspended_at is not null and closed_at is null;
create index matters_matters_held on matters_matters (holder_unit_id, held_since) where holder_unit_id is not null;
-- Pairs of neighbouring characters: finds Chinese words of two characters, which trigrams cannot.
create index matters_matters_search on matters_matters using gin (search);

create table matters_steps (
  matter_id uuid not null references matters_matters (id),
  seq integer not null,
  at timestamptz not null,
  move text not null,
  from_state text,
  to_state text not null,
  actor_id uuid,
  actor_name text not null,
  actor_unit_id uuid,
  is_public boolean not null,
  facts jsonb not null,
  file_ids uuid[] not null,
  hash text not null,
  primary key (matter_id, seq)
);
revoke update, delete, truncate on matters_steps from $app;

create table matters_clocks (
  id uuid primary key,
  matter_id uuid not null references matters_matters (id),
  name text not null,
  amount double precision not null,
  unit text not null,
  day_mode text,
  calendar_version text not null,
  started_at timestamptz not null,
  due_at timestamptz not null,
  remind_at timestamptz not null,
  paused_at timestamptz,
  stopped_at timestamptz,
  pauses jsonb not null default '[]',
  extensions jsonb not null default '[]',
  reminded_at timestamptz,
  overdue_at timestamptz
);
create index matters_clocks_matter on matters_clocks (matter_id);
create index matters_clocks_to_remind on matters_clocks (remind_at)
  where reminded_at is null and stopped_at is null and paused_at is null;
create index matters_clocks_to_chase on matters_clocks (due_at)
  where overdue_at is null and stopped_at is null and paused_at is null;
create index matters_clocks_paused on matters_clocks (paused_at) where paused_at is not null and stopped_at is null;

create table matters_parties (
  id uuid primary key,
  matter_id uuid not null references matters_matters (id),
  kind text not null,
  account_id uuid,
  person_id uuid,
  name text,
  contact_ref text,
  since timestamptz not null,
  via_matter_id uuid references matters_matters (id)
);
create index matters_parties_matter on matters_parties (matter_id);
create index matters_parties_account on matters_parties (account_id, since desc, matter_id desc) where account_id is not null;
create index matters_parties_person on matters_parties (person_id) where person_id is not null;
create index matters_parties_via on matters_parties (via_matter_id) where via_matter_id is not null;

create table matters_messages (
  id uuid primary key,
  matter_id uuid not null references matters_matters (id),
  at timestamptz not null,
  author_id uuid,
  author_name text not null,
  side text not null,
  is_public boolean not null,
  text text not null,
  file_ids uuid[] not null default '{}'
);
create index matters_messages_matter on matters_messages (matter_id, id);

create table matters_helpers (
  id uuid primary key,
  matter_id uuid not null references matters_matters (id),
  unit_id uuid not null,
  unit_name text not null,
  task text not null,
  due_at timestamptz,
  order_at timestamptz not null,
  asked_at timestamptz not null,
  done_at timestamptz,
  result text,
  overridden_because text
);
create index matters_helpers_matter on matters_helpers (matter_id);
create index matters_helpers_inbox on matters_helpers (unit_id, order_at, matter_id) where done_at is null;

create table matters_requests (
  id uuid primary key,
  matter_id uuid not null references matters_matters (id),
  area_code text collate "C" not null,
  kind text not null,
  state text not null,
  reason_code text,
  reason text not null,
  time_limit jsonb,
  review_on date,
  needs_arbitration boolean not null default false,
  asked_by_id uuid,
  asked_by_name text not null,
  asked_by_unit_id uuid,
  asked_at timestamptz not null,
  decided_by_id uuid,
  decided_by_name text,
  decided_at timestamptz,
  decision text,
  file_ids uuid[] not null default '{}'
);
create index matters_requests_matter on matters_requests (matter_id);
create unique index matters_requests_one_open on matters_requests (matter_id, kind) where state = 'asked';
create index matters_requests_waiting on matters_requests (asked_at, id) where state = 'asked';

create table matters_supervisions (
  id uuid primary key,
  matter_id uuid not null references matters_matters (id),
  level text not null,
  by_id uuid,
  by_name text not null,
  text text not null,
  at timestamptz not null,
  answered_at timestamptz,
  answer text
);
create index matters_supervisions_matter on matters_supervisions (matter_id);

create table matters_ratings (
  id uuid primary key,
  matter_id uuid not null references matters_matters (id),
  account_id uuid not null,
  score smallint not null check (score between 1 and 5),
  reasons text[] not null,
  text text,
  at timestamptz not null,
  follow_up text,
  follow_up_result text,
  follow_up_at timestamptz,
  is_satisfied_now boolean
);
create unique index matters_ratings_once on matters_ratings (matter_id, account_id);
create index matters_ratings_follow_up on matters_ratings (at) where follow_up = 'open';

create table matters_calls (
  id uuid primary key,
  matter_id uuid not null references matters_matters (id),
  at timestamptz not null,
  by_id uuid,
  by_name text not null,
  to_name text not null,
  to_account_id uuid,
  channel text not null,
  outcome text not null,
  seconds integer,
  note text not null
);
create index matters_calls_matter on matters_calls (matter_id);

-- Serials are handed out in blocks: nobody queues for this row while reporting.
create table matters_serials (
  day text not null,
  area text not null,
  letter text not null,
  next integer not null,
  primary key (day, area, letter)
);
`
