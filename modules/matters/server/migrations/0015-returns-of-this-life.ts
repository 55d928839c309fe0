/** Returns of lives that ended before it was opened again: they count in figures, and send nobody to arbitration any more. */
export default `
alter table matters_matters add column returns_before integer not null default 0;
`
