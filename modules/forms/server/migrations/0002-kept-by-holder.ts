/** Forms whose answers the asking module keeps itself: here only what was counted stays of them. */
export const keptByHolder = `
alter table forms_submissions add column is_kept_by_holder boolean not null default false;
`
