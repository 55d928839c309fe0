/** Tables of triage: what the rules are made from, how each report was sorted and what became of it, what was learned. */
export const createTables = `
-- The dictionary's parts as the preset has them: standard, words, safety, places.
create table triage_references (
  part text primary key,
  body jsonb not null
);

-- A copy of what the rules need of a category; codes never change, the rest is told by whoever keeps it.
create table triage_categories (
  code text primary key,
  name text not null,
  name_en text not null,
  path text[] not null,
  grade smallint not null check (grade between 1 and 4),
  keywords text[] not null,
  is_manual_only boolean not null,
  is_restricted boolean not null,
  call_first boolean not null
);

create table triage_sortings (
  case_id uuid primary key,
  number text not null,
  area_code text not null,
  cell_code text,
  source text not null,
  state text not null,
  category_code text,
  probability real not null,
  ranked jsonb not null,
  unit_id uuid,
  unit_name text,
  proposal jsonb not null,
  way text not null check (way in ('forward', 'verify', 'suggest', 'manual')),
  hurdles text[] not null,
  threshold real not null,
  model_version text,
  sorted_at timestamptz not null,
  -- What became of it. A month's figures are counted from here.
  forwarded_at timestamptz,
  routed_at timestamptz,
  final_category text,
  is_right boolean,
  final_unit_id uuid,
  final_unit_name text,
  settled_at timestamptz,
  wrong_at timestamptz,
  wrong_because text check (wrong_because in ('undone', 'returned', 'recategorised', 'redispatched', 'arbitrated')),
  bounces smallint not null default 0
);
create index triage_sortings_by_place on triage_sortings (area_code text_pattern_ops, sorted_at desc);
create index triage_sortings_by_day on triage_sortings (sorted_at);
create index triage_sortings_by_category on triage_sortings (category_code, sorted_at);

-- What people decided, for learning. Never of a restricted report.
create table triage_examples (
  id bigint generated always as identity primary key,
  case_id uuid not null,
  number text not null,
  text text not null,
  category_code text not null,
  before_code text,
  because text not null check (because in ('accepted', 'corrected', 'closed')),
  by_name text not null,
  area_code text not null,
  at timestamptz not null,
  unique (case_id, category_code)
);
create index triage_examples_by_category on triage_examples (category_code, id);

-- Whose it is at a place, as decisions have it.
create table triage_placings (
  category_code text not null,
  area_code text not null,
  unit_id uuid not null,
  unit_name text not null,
  weight real not null,
  last text not null,
  at timestamptz not null,
  primary key (category_code, area_code, unit_id)
);

create table triage_policies (
  category_code text primary key,
  mode text not null check (mode in ('auto', 'suggest', 'manual')),
  threshold real not null check (threshold between 0 and 1),
  cost_wrong real not null,
  cost_wait real not null,
  changed_by text not null,
  changed_at timestamptz not null
);

create table triage_models (
  version text primary key,
  body bytea not null,
  examples int not null,
  -- The last example it has learned.
  learned_to bigint not null,
  made_at timestamptz not null
);

-- One row a day: how sure triage was, and how often it was corrected; compared with the weeks before.
create table triage_days (
  day date primary key,
  sorted int not null,
  confidence real not null,
  corrected real not null,
  mix jsonb not null,
  alarm text
);
`
