/** Which open screen saved a draft last, and how far it was: what it sends late is told from what another device wrote. */
export const withCopies = `
alter table forms_submissions add column copy_id uuid;
alter table forms_submissions add column copy_turn integer;
`
