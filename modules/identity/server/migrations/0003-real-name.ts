/** When a register outside confirmed that the number belongs to the name. */
export const realName = `
alter table identity_accounts add column real_name_at timestamptz;
`
