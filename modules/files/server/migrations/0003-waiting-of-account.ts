/** What somebody uploaded and nothing holds yet is added up before more is taken in. */
export const waitingOfAccount = `
create index files_files_waiting_of_account on files_files (uploaded_by) where forget_at is not null;
`
