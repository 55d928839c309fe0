/** Duties asked to be taken over by a colleague: who asked whom, for which day, and what became of it. */
export default `
create table organisation_swaps (
  id uuid primary key,
  shift_id uuid not null references organisation_shifts (id),
  from_member_id uuid not null references organisation_members (id),
  to_member_id uuid not null references organisation_members (id),
  on_day date not null,
  in_return_on date,
  reason text not null,
  state text not null check (state in ('asked', 'agreed', 'refused', 'withdrawn')),
  asked_at timestamptz not null,
  answered_at timestamptz,
  answer text,
  check (from_member_id <> to_member_id)
);
create unique index organisation_swaps_one on organisation_swaps (shift_id, from_member_id, on_day) where state in ('asked', 'agreed');
create index organisation_swaps_shift on organisation_swaps (shift_id, on_day);
create index organisation_swaps_from on organisation_swaps (from_member_id, on_day);
create index organisation_swaps_to on organisation_swaps (to_member_id, on_day);
`
