/**
 * Tools, their versions and uses, and what is done with them. Answers lie in one column; their declaration says
 * what may be in it. Documents are kept as text (json): the order of states and moves is the order of buttons.
 */
export const createTables = `
create table tool_library_keys (
  key_id text primary key,
  publisher text not null,
  public_key text not null,
  trusted_at timestamptz not null,
  trusted_by uuid,
  revoked_at timestamptz
);
create index tool_library_keys_by_publisher on tool_library_keys (publisher);

create table tool_library_tools (
  id text primary key,
  publisher text not null,
  kind text not null,
  category text not null,
  level text not null,
  latest text not null,
  state text not null,
  head jsonb not null,
  entries text[] not null,
  search text not null,
  fork_of text,
  build_fen bigint not null,
  home_area text,
  citations integer not null default 0,
  rating_sum integer not null default 0,
  rating_count integer not null default 0,
  is_standard boolean not null default false,
  published_at timestamptz
);
create index tool_library_tools_by_cited on tool_library_tools (citations desc, id);
create index tool_library_tools_by_category on tool_library_tools (category, id);
create index tool_library_tools_by_entries on tool_library_tools using gin (entries);
create index tool_library_tools_by_fork on tool_library_tools (fork_of) where fork_of is not null;

create table tool_library_versions (
  tool_id text not null references tool_library_tools (id),
  version text not null,
  number integer[] not null,
  state text not null,
  digest text not null,
  document json not null,
  signature jsonb,
  installed_at timestamptz not null,
  installed_by uuid,
  trial_until date,
  exit_criteria text,
  need_id uuid,
  review jsonb,
  primary key (tool_id, version)
);
create index tool_library_versions_waiting on tool_library_versions (state, installed_at);

create table tool_library_processes (
  name text primary key,
  tool_id text not null,
  version text not null,
  process_id text not null
);

create table tool_library_uses (
  tool_id text not null references tool_library_tools (id),
  area_code text not null,
  mode text not null,
  version text not null,
  previous text,
  is_on boolean not null,
  until_on date,
  renaming jsonb not null default '{}',
  unit_id uuid,
  since_at timestamptz not null,
  used_by uuid,
  last_used_at timestamptz,
  retired_at timestamptz,
  credited_at timestamptz,
  primary key (tool_id, area_code)
);
create index tool_library_uses_by_area on tool_library_uses (area_code) where is_on;

create table tool_library_records (
  id uuid primary key,
  tool_id text not null,
  version text not null,
  process_id text not null,
  area_code text not null,
  matter_id uuid not null,
  title text not null,
  answers jsonb not null,
  sealed text,
  account_id uuid,
  person_id uuid,
  state text not null,
  phase text not null,
  opened_at timestamptz not null,
  moved_at timestamptz not null,
  closed_at timestamptz,
  reminded text[] not null default '{}'
);
create unique index tool_library_records_by_matter on tool_library_records (matter_id);
create index tool_library_records_by_tool on tool_library_records (tool_id, area_code, id desc);
create index tool_library_records_by_account on tool_library_records (account_id, id desc) where account_id is not null;
create index tool_library_records_by_person on tool_library_records (person_id) where person_id is not null;
create index tool_library_records_open on tool_library_records (area_code, tool_id) where phase <> 'done';
create index tool_library_records_resting on tool_library_records (tool_id, state, moved_at) where phase <> 'done';
create index tool_library_records_over on tool_library_records (tool_id, closed_at) where phase = 'done';

create table tool_library_earnings (
  record_id uuid not null,
  rule text not null,
  move text not null,
  tool_id text not null,
  account_id uuid,
  earned_on date not null,
  points integer not null,
  primary key (record_id, rule, move)
);
create index tool_library_earnings_of_day on tool_library_earnings (account_id, tool_id, rule, earned_on);

create table tool_library_needs (
  id uuid primary key,
  area_code text not null,
  title text not null,
  evidence text not null,
  serves text not null,
  votes integer not null default 0,
  asked_by uuid,
  asked_at timestamptz not null
);
create index tool_library_needs_wanted on tool_library_needs (votes desc, id desc);
create index tool_library_needs_by_area on tool_library_needs (area_code text_pattern_ops, votes desc, id desc);
create table tool_library_votes (
  need_id uuid not null references tool_library_needs (id) on delete cascade,
  account_id uuid not null,
  primary key (need_id, account_id)
);
create index tool_library_votes_by_account on tool_library_votes (account_id);

create table tool_library_ratings (
  tool_id text not null references tool_library_tools (id),
  area_code text not null,
  account_id uuid not null,
  score integer not null,
  text text,
  rated_at timestamptz not null,
  primary key (tool_id, area_code)
);
create index tool_library_ratings_by_tool on tool_library_ratings (tool_id, rated_at desc);

create table tool_library_credits (
  id uuid primary key,
  publisher text not null,
  tool_id text not null,
  area_code text not null,
  because text not null,
  month text not null,
  points integer not null,
  at timestamptz not null,
  unique (publisher, tool_id, area_code, because, month)
);
create index tool_library_credits_by_tool on tool_library_credits (tool_id);

create table tool_library_drafts (
  id uuid primary key,
  owner_id uuid not null,
  area_code text not null,
  document json not null,
  changed_at timestamptz not null
);
create index tool_library_drafts_by_owner on tool_library_drafts (owner_id, id desc);

create table tool_library_standards (
  tool_id text primary key references tool_library_tools (id),
  state text not null,
  units integer not null,
  nominated_at timestamptz not null,
  comment_until date not null,
  decided_at timestamptz,
  reason text
);
create table tool_library_comments (
  id uuid primary key,
  tool_id text not null references tool_library_standards (tool_id),
  account_id uuid not null,
  text text not null,
  at timestamptz not null
);
create index tool_library_comments_by_tool on tool_library_comments (tool_id, id desc);
create table tool_library_duplicates (
  id uuid primary key,
  tool_id text not null,
  alike_id text not null,
  likeness real not null,
  justification text,
  outcome text not null,
  at timestamptz not null
);
create index tool_library_duplicates_by_tool on tool_library_duplicates (tool_id);
`
