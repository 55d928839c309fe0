/** Tools taken up above a community, or due from there; and planned compositions that were taken back. */
export const levelsAndPlans = `
alter table launcher_uses add column is_due boolean not null default false;
alter table launcher_compositions add column withdrawn_at timestamptz;
`
