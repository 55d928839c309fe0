/** Who was given a post already is looked up by application. */
export const withPostHolders = `
create index if not exists services_post_holders_of_application on services_post_holders (application_id, until_on);
`
