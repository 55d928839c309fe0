/** What was unforeseen may become a case. */
export const happeningsBecomeCases = `
alter table patrol_happenings add column case_id uuid;
`
