/** What a challenge found to be wrong stays beside what is right, and counts no more until its source tells something else. */
export const overruled = `
alter table catalogue_values add column overruled_at timestamptz;
`
