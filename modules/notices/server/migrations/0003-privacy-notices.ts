/** Versions of what is told before data is collected, and which of them somebody saw when they registered. */
export const privacyNotices = `
create table notices_privacy_notices (
  occasion text not null,
  version integer not null check (version > 1),
  zh jsonb not null,
  en jsonb not null,
  published_at timestamptz not null,
  published_by text not null,
  primary key (occasion, version)
);
revoke update, delete, truncate on notices_privacy_notices from $app;

create table notices_privacy_seen (
  occasion text not null,
  account_id uuid not null,
  version integer not null,
  seen_at timestamptz not null,
  primary key (occasion, account_id)
);
`
