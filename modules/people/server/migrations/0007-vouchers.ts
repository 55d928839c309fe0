/** What a provider said of a log-in nobody of the register is tied to yet: kept until somebody is, a month at most. */
export const vouchers = `
create table people_vouchers (
  account_id uuid not null,
  provider text not null,
  credit_code text,
  enterprise_name text,
  vouched_at timestamptz not null,
  primary key (account_id, provider)
);
create index people_vouchers_age on people_vouchers (vouched_at);
`
