/** Goods and pick-up points are named in English too, where somebody wrote it. */
export const englishNames = `
alter table mall_goods add column name_en text, add column note_en text;
alter table mall_points add column name_en text, add column address_en text;
`
