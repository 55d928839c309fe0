/** Whether the helper was paid, and who gave a request back how often. */
export const paidAndGivenBack = `
alter table mutual_aid_requests add column is_helper_paid boolean not null default false;
alter table mutual_aid_requests add column given_back_by uuid[] not null default '{}';
update mutual_aid_requests set is_helper_paid = true where state = 'thanked';
`
