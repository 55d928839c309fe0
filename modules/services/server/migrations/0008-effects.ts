/** 决定入库 What each decision wrote into registers and the value store, so that whoever asks finds the ground of a value; no value stands here. */
export const withEffects = `
create table services_effects (
  decision_id uuid not null,
  rank integer not null,
  what text not null check (what in ('value', 'register', 'firm', 'household', 'tenancy', 'home', 'child')),
  -- Dictionary key; null for what is no single value.
  key text collate "C",
  subject_kind text,
  subject_id uuid,
  source text,
  -- Why it was left out; null where it was written.
  fault text,
  at timestamptz not null,
  primary key (decision_id, rank)
);
create index services_effects_subject on services_effects (subject_id) where subject_id is not null;
`
