/** A guardian the office wrote down counts once a second worker looked at the paper: who, and when. */
export default `
alter table identity_authorities add column confirmed_by uuid references identity_accounts (id) on delete set null;
alter table identity_authorities add column confirmed_at timestamptz;
create index identity_authorities_confirmed_by on identity_authorities (confirmed_by);
`
