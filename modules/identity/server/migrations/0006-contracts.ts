/** Contracts with firms outside; an account opened under one lives as long as it does. */
export default `
create table identity_contracts (
  id uuid primary key,
  kind text not null check (kind in ('enterprise', 'surveyFirm', 'auditor', 'supplier')),
  partner text not null,
  credit_code text not null,
  number text not null,
  purpose text not null,
  roles text[] not null,
  area_code text not null,
  from_on date not null,
  until_on date not null,
  concluded_by uuid references identity_accounts (id),
  concluded_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid references identity_accounts (id),
  end_reason text,
  unique (credit_code, number),
  check (until_on >= from_on)
);
create index identity_contracts_by_area on identity_contracts (area_code text_pattern_ops, id);
create index identity_contracts_by_concluder on identity_contracts (concluded_by) where concluded_by is not null;
create index identity_contracts_by_ender on identity_contracts (ended_by) where ended_by is not null;
alter table identity_accounts add column contract_id uuid references identity_contracts (id);
create index identity_accounts_by_contract on identity_accounts (contract_id) where contract_id is not null;
`
