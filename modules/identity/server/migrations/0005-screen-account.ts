/** Closing an account finds its waiting screens by an index. */
export default `
create index identity_screen_log_ins_account on identity_screen_log_ins (account_id);
`
