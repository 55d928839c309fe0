/** Screens that wait for a phone to let somebody in (扫码登录): short-lived, used once, bound to the browser that waits. */
export default `
create table identity_screen_log_ins (
  id uuid primary key,
  code_digest text not null unique,
  browser_digest text not null,
  number text not null,
  device text not null,
  is_kiosk boolean not null,
  state text not null check (state in ('waiting', 'seen', 'confirmed', 'refused', 'used')),
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  account_id uuid references identity_accounts (id) on delete cascade
);
create index identity_screen_log_ins_browser on identity_screen_log_ins (browser_digest);
create index identity_screen_log_ins_over on identity_screen_log_ins (expires_at);
`
