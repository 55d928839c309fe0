/** What was written to everybody in an area, and how far its sending has come. */
export const announcements = `
create table notices_announcements (
  id uuid primary key,
  area_code text not null,
  kind text not null check (kind in ('optional', 'statutory', 'emergency', 'work')),
  urgency text not null check (urgency in ('normal', 'urgent')),
  rule text,
  roles text[] not null default '{}',
  title_zh text not null,
  text_zh text not null,
  title_en text,
  text_en text,
  signature text not null,
  basis text,
  link text,
  sender_unit_id uuid,
  written_by uuid,
  written_at timestamptz not null,
  send_at timestamptz not null,
  state text not null check (state in ('waiting', 'sending', 'sent', 'withdrawn')),
  reached_to uuid,
  finished_at timestamptz
);
create index notices_announcements_due on notices_announcements (send_at) where state in ('waiting', 'sending');
create index notices_announcements_by_time on notices_announcements (written_at desc, id desc);
`
