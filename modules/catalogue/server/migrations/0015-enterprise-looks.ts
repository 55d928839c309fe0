/** 企业足迹 Looks at what is held of an enterprise and is not public; nobody changes what happened. */
export const enterpriseLooks = `
create table catalogue_enterprise_looks (
  id uuid primary key,
  enterprise_id uuid not null,
  at timestamptz not null,
  by_id uuid,
  by_name text not null,
  keys text[] not null,
  purpose text not null,
  reason text not null
);
create index catalogue_enterprise_looks_firm on catalogue_enterprise_looks (enterprise_id, id desc);
create index catalogue_enterprise_looks_at on catalogue_enterprise_looks (at);
revoke update on catalogue_enterprise_looks from $app;
`
