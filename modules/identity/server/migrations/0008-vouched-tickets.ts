/** What a provider of enterprises vouched for while a newcomer still had no account: for which enterprise they came. */
export default `
alter table identity_link_tickets add column credit_code text;
alter table identity_link_tickets add column enterprise_name text;
`
