/** 补正 A form filled in once more knows the one it comes from: its sheets stand beside it, and both end together. */
export const againOf = `
alter table forms_submissions add column again_of uuid;
create index forms_submissions_again on forms_submissions (again_of) where again_of is not null;
`
