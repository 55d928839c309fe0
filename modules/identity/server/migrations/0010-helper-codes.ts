/** Codes a helper shows on their own phone (帮办码), so that whoever names them finds them without a search: short-lived, one per account, used once. */
export default `
create table identity_helper_codes (
  account_id uuid primary key references identity_accounts (id) on delete cascade,
  code_digest text not null unique,
  expires_at timestamptz not null
);
create index identity_helper_codes_over on identity_helper_codes (expires_at);
`
