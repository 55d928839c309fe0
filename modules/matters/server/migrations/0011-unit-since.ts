/** Since when a unit has a matter: within it the matter goes from hand to hand, and the time to give it back goes on. */
export default `
alter table matters_matters add column unit_since timestamptz;
update matters_matters set unit_since = held_since where holder_unit_id is not null;
`
