/** What a source said before it was corrected here: the same words with its next table change nothing. */
export const refuted = `
alter table catalogue_values add column refuted_fingerprint text, add column refuted_at timestamptz;
`
