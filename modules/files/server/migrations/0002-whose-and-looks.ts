/** Whose a file is in the register, and how a photo looks. */
export const whoseAndLooks = `
alter table files_files add column person_id uuid;
alter table files_files add column look text;
create index files_files_by_person on files_files (person_id, uploaded_at) where person_id is not null;
`
