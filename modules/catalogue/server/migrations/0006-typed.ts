/** What people typed, wherever they typed it: only a keyed mark of it, to notice that the same is typed again. */
export const typed = `
create table catalogue_typed (
  id uuid primary key,
  account_id uuid not null,
  -- Keyed hash over whom it is about, which fact, and what was typed: it is recognised, never read.
  mark text not null,
  fact text not null,
  kind text not null check (kind in ('form', 'report')),
  object text not null,
  title text not null,
  area_code text collate "C" not null,
  typed_at timestamptz not null,
  repeats_id uuid,
  first_object text,
  first_title text,
  first_typed_at timestamptz
);
create index catalogue_typed_by on catalogue_typed (account_id, mark, typed_at desc);
create index catalogue_typed_at on catalogue_typed (typed_at);
create index catalogue_typed_repeats on catalogue_typed (typed_at desc) where repeats_id is not null;
`
