/** When the platform forwarded a case by itself, and until when that may be undone. */
export const forwarded = `
alter table cases_cases add column forwarded_at timestamptz;
alter table cases_cases add column undo_until timestamptz;
`
