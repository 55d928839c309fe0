/** Why a balance changed, or did not, is kept in English too. */
export const wordsInBothLanguages = `
alter table points_transfers add column because_en text;
alter table points_unpaid add column because_en text;
`
