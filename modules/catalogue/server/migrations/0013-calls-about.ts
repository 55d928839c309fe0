/** Calls about one person are found when that person asks. */
export const callsAbout = `
create index catalogue_owner_calls_subject on catalogue_owner_calls (subject_id, id desc);
`
