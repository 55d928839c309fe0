/** Clocks that stand still for the reporter are found by themselves: no other pause ends because time went by. */
export default `
create index matters_clocks_waiting on matters_clocks (paused_at)
  where paused_at is not null and stopped_at is null and pauses -> -1 ->> 'for' = 'reporter';
drop index matters_clocks_paused;
`
