/** Accounts of those who act for an owners' committee, a property firm or a social organisation. */
export default `
alter table identity_accounts drop constraint identity_accounts_kind_check;
alter table identity_accounts add constraint identity_accounts_kind_check
  check (kind in ('person', 'enterprise', 'staff', 'representative', 'thirdParty', 'service'));
`
