/** Names of a category's tree and type in English. */
export default `
alter table cases_categories add column path_en text[];
`
