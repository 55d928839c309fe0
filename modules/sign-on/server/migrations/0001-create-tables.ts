/** Clients (heard from the tool library), consents, keys, and whatever the provider keeps for a while, sealed. */
export const createTables = `
create table sign_on_clients (
  tool_id text primary key,
  name jsonb not null,
  summary jsonb not null,
  unit jsonb not null,
  icon text not null,
  url text not null,
  redirect_urls text[] not null,
  claims text[] not null,
  is_there boolean not null,
  is_on boolean not null default true,
  secret_sealed text,
  secret_at timestamptz,
  last_sign_on_at timestamptz,
  changed_at timestamptz not null
);
create table sign_on_uses (
  tool_id text not null,
  area_code text not null,
  is_on boolean not null,
  until_on date,
  primary key (tool_id, area_code)
);
create table sign_on_consents (
  account_id uuid not null,
  tool_id text not null,
  claims text[] not null,
  grant_digest text,
  grant_sealed text,
  given_at timestamptz not null,
  last_passed_at timestamptz,
  primary key (account_id, tool_id)
);
create index sign_on_consents_by_tool on sign_on_consents (tool_id);
create table sign_on_keys (
  generation integer primary key,
  kid text not null,
  sealed text not null,
  made_at timestamptz not null,
  signs_at timestamptz not null,
  retires_at timestamptz
);
create table sign_on_tokens (
  model text not null,
  digest text not null,
  payload text not null,
  grant_digest text,
  uid_digest text,
  consumed_at timestamptz,
  expires_at timestamptz not null,
  primary key (model, digest)
);
create index sign_on_tokens_by_grant on sign_on_tokens (grant_digest) where grant_digest is not null;
create index sign_on_tokens_by_uid on sign_on_tokens (uid_digest) where uid_digest is not null;
create index sign_on_tokens_by_end on sign_on_tokens (expires_at);
`
