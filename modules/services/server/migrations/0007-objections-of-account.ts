/** What somebody objected to is found by their account, for the copy of their data. */
export const withObjectionsOfAccount = `
create index services_objections_of_account on services_objections (account_id, id) where account_id is not null;
`
