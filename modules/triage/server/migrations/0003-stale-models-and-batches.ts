/** A model that learned from words since erased is stale until the next replaces it; and batches 批量整理 of a backlog. */
export default `
alter table triage_models add column stale_since timestamptz;

alter table triage_categories add column path_en text[];

create table triage_batches (
  id uuid primary key,
  area_code text not null,
  states text[] not null,
  made_at timestamptz not null,
  made_by uuid not null,
  made_by_name text not null,
  -- looking: sorted anew, nothing moves. looked: can be started. going, gone, back.
  stage text not null check (stage in ('looking', 'looked', 'going', 'gone', 'back')),
  started_at timestamptz,
  ended_at timestamptz
);
create index triage_batches_by_area on triage_batches (area_code text_pattern_ops, id desc);

create table triage_batch_items (
  batch_id uuid not null,
  case_id uuid not null,
  position int not null,
  number text not null,
  title text not null,
  state text not null,
  category_code text,
  probability real not null,
  unit_id uuid,
  unit_name text,
  hurdles text[] not null,
  why text not null,
  -- Told to go; whether it went, and whether it came back, stands with its sorting.
  told_at timestamptz,
  taken_back_at timestamptz,
  primary key (batch_id, case_id)
);
create index triage_batch_items_in_order on triage_batch_items (batch_id, position);
`
