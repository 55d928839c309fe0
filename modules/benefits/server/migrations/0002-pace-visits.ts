/** Visits are opened at a pace each community can walk: when one was opened, and until when another waits its turn. */
export const paceVisits = `
alter table benefits_matches add column visit_at timestamptz, add column put_off_until timestamptz;
create index benefits_matches_visits on benefits_matches (left(area_code, 12), visit_at) where visit_at is not null;
`
