/** What is doubtful about a photo shown as proof, for whoever checks and closes; where it was taken stays with the file. */
export const photoDoubts = `
alter table cases_evidence add column doubts text[] not null default '{}', add column metres_off integer;
`
