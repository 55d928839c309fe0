/** A session of the provider belongs to a session of the house and to an account: when that one ends, so does this. */
export const sessionsAndAccounts = `
alter table sign_on_tokens add column session_id uuid;
alter table sign_on_tokens add column account_id uuid;
create index sign_on_tokens_by_session on sign_on_tokens (session_id) where session_id is not null;
create index sign_on_tokens_by_account on sign_on_tokens (account_id) where account_id is not null;
`
