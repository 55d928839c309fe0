/** Tables of identity. Phones and numbers stand sealed beside a keyed fingerprint; tokens and codes only as digests. */
export const createTables = `
create table identity_accounts (
  id uuid primary key,
  login_name text not null,
  login_key text not null unique,
  display_name text not null,
  kind text not null check (kind in ('person', 'enterprise', 'staff', 'thirdParty', 'service')),
  person_id uuid,
  area_code text,
  unit_id uuid,
  phone_sealed text,
  phone_print text unique,
  number_print text unique,
  credit_code text,
  status text not null default 'active' check (status in ('active', 'disabled', 'closed')),
  failures integer not null default 0,
  locked_until timestamptz,
  must_change_password boolean not null default false,
  password_hash text,
  password_changed_at timestamptz,
  totp_sealed text,
  totp_pending_sealed text,
  totp_step bigint not null default 0,
  last_seen_at timestamptz,
  is_demo boolean not null default false,
  created_at timestamptz not null,
  closed_at timestamptz
);
create unique index identity_accounts_by_person on identity_accounts (person_id) where person_id is not null and status <> 'closed';
create index identity_accounts_by_area on identity_accounts (area_code text_pattern_ops, id);
create index identity_accounts_by_unit on identity_accounts (unit_id) where unit_id is not null;
create index identity_accounts_by_name on identity_accounts using gin (display_name gin_trgm_ops);
create index identity_accounts_by_login on identity_accounts using gin (login_key gin_trgm_ops);

create table identity_old_passwords (
  id uuid primary key,
  account_id uuid not null references identity_accounts (id),
  hash text not null,
  at timestamptz not null
);
create index identity_old_passwords_by_account on identity_old_passwords (account_id, at desc);

create table identity_passkeys (
  id uuid primary key,
  account_id uuid not null references identity_accounts (id),
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  label text not null,
  added_at timestamptz not null,
  used_at timestamptz
);
create index identity_passkeys_by_account on identity_passkeys (account_id);

create table identity_challenges (
  id uuid primary key,
  account_id uuid references identity_accounts (id),
  challenge text not null,
  expires_at timestamptz not null
);
create index identity_challenges_by_account on identity_challenges (account_id) where account_id is not null;
create index identity_challenges_by_expiry on identity_challenges (expires_at);

create table identity_authorities (
  id uuid primary key,
  person_id uuid not null,
  helper_account_id uuid not null references identity_accounts (id),
  relation text not null check (relation in ('staff', 'relative', 'guardian')),
  purpose text not null,
  evidence_file_id uuid,
  until_at timestamptz not null,
  recorded_by uuid not null references identity_accounts (id),
  recorded_at timestamptz not null,
  ended_at timestamptz
);
create index identity_authorities_by_helper on identity_authorities (helper_account_id, until_at);
create index identity_authorities_by_person on identity_authorities (person_id, until_at);
create index identity_authorities_by_recorder on identity_authorities (recorded_by);

create table identity_sessions (
  id uuid primary key,
  token_hash text not null unique,
  account_id uuid not null references identity_accounts (id),
  stage text not null check (stage in ('whole', 'second-factor', 'enrol-second-factor', 'change-password')),
  how text not null,
  device text not null,
  started_at timestamptz not null,
  last_seen_at timestamptz not null,
  idle_minutes integer not null,
  expires_at timestamptz not null,
  proved_at timestamptz,
  authority_id uuid references identity_authorities (id)
);
create index identity_sessions_by_account on identity_sessions (account_id);
create index identity_sessions_by_authority on identity_sessions (authority_id) where authority_id is not null;
create index identity_sessions_by_expiry on identity_sessions (expires_at);

create table identity_grant_requests (
  id uuid primary key,
  account_id uuid not null references identity_accounts (id),
  role text not null,
  area_code text not null,
  unit_id uuid,
  reason text not null,
  until_at timestamptz,
  asked_by uuid not null references identity_accounts (id),
  asked_at timestamptz not null,
  status text not null default 'waiting' check (status in ('waiting', 'approved', 'refused', 'withdrawn')),
  decided_by uuid references identity_accounts (id),
  decided_at timestamptz,
  decision_reason text,
  check (decided_by is null or decided_by <> asked_by),
  check (decided_by is null or decided_by <> account_id)
);
create index identity_grant_requests_by_status on identity_grant_requests (status, id desc);
create index identity_grant_requests_by_account on identity_grant_requests (account_id);
create index identity_grant_requests_by_asker on identity_grant_requests (asked_by);
create index identity_grant_requests_by_decider on identity_grant_requests (decided_by) where decided_by is not null;

create table identity_grants (
  id uuid primary key,
  account_id uuid not null references identity_accounts (id),
  role text not null,
  area_code text not null,
  area_prefix text not null,
  unit_id uuid,
  given_by uuid references identity_accounts (id),
  approved_by uuid references identity_accounts (id),
  request_id uuid references identity_grant_requests (id),
  from_at timestamptz not null,
  until_at timestamptz,
  ended_at timestamptz,
  ended_by uuid references identity_accounts (id),
  end_reason text,
  check (given_by is null or approved_by is null or given_by <> approved_by)
);
create index identity_grants_by_account on identity_grants (account_id) where ended_at is null;
create index identity_grants_by_role on identity_grants (role, area_prefix) where ended_at is null;
create index identity_grants_by_unit on identity_grants (unit_id) where unit_id is not null and ended_at is null;
create index identity_grants_by_giver on identity_grants (given_by) where given_by is not null;
create index identity_grants_by_approver on identity_grants (approved_by) where approved_by is not null;
create index identity_grants_by_ender on identity_grants (ended_by) where ended_by is not null;
create index identity_grants_by_request on identity_grants (request_id) where request_id is not null;
create unique index identity_grants_once on identity_grants
  (account_id, role, area_code, coalesce(unit_id, '00000000-0000-0000-0000-000000000000')) where ended_at is null;
-- 三员分立: whatever the code above does, no account holds two of the three administrators' roles at a time.
create unique index identity_grants_three_administrators on identity_grants (account_id)
  where role in ('systemAdmin', 'securityAdmin', 'auditAdmin') and ended_at is null;

create table identity_delegations (
  id uuid primary key,
  from_account_id uuid not null references identity_accounts (id),
  to_account_id uuid not null references identity_accounts (id),
  roles text[] not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  ended_at timestamptz,
  check (from_account_id <> to_account_id)
);
create index identity_delegations_by_from on identity_delegations (from_account_id) where ended_at is null;
create index identity_delegations_by_to on identity_delegations (to_account_id) where ended_at is null;

create table identity_codes (
  id uuid primary key,
  phone_print text not null,
  purpose text not null,
  code_digest text not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  tries integer not null default 0,
  used_at timestamptz
);
create index identity_codes_by_phone on identity_codes (phone_print, asked_at desc);
create index identity_codes_by_age on identity_codes (asked_at);

create table identity_provider_states (
  state_digest text primary key,
  provider text not null,
  verifier text,
  nonce text,
  browser_digest text not null,
  return_to text not null,
  account_id uuid references identity_accounts (id),
  expires_at timestamptz not null
);
create index identity_provider_states_by_expiry on identity_provider_states (expires_at);
create index identity_provider_states_by_account on identity_provider_states (account_id) where account_id is not null;

create table identity_links (
  id uuid primary key,
  provider text not null,
  subject text not null,
  union_id text,
  account_id uuid not null references identity_accounts (id),
  linked_at timestamptz not null,
  unique (provider, subject)
);
create index identity_links_by_account on identity_links (account_id);
create index identity_links_by_union on identity_links (union_id) where union_id is not null;

create table identity_link_tickets (
  ticket_digest text primary key,
  provider text not null,
  subject text not null,
  union_id text,
  expires_at timestamptz not null
);
create index identity_link_tickets_by_expiry on identity_link_tickets (expires_at);

-- Wrong tries on names nobody has, so that a lock betrays nothing about who exists.
create table identity_stranger_tries (
  name_print text primary key,
  failures integer not null,
  locked_until timestamptz,
  at timestamptz not null
);
create index identity_stranger_tries_by_age on identity_stranger_tries (at);

create table identity_registration_days (
  area_code text not null,
  day date not null,
  stage text not null,
  people integer not null,
  primary key (area_code, day, stage)
);
create index identity_registration_days_by_area on identity_registration_days (area_code text_pattern_ops, day);

create table identity_closures (
  id uuid primary key,
  area_code text,
  kind text not null,
  reason text,
  at timestamptz not null
);
create index identity_closures_by_time on identity_closures (at);
`
