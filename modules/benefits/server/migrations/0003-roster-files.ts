/** Rosters that come as spreadsheets: whose they are, what became of every row; never a number nor a name. */
export const rosterFiles = `
-- Null where a data steward keeps it.
alter table benefits_rosters add column unit_id uuid;

create table benefits_roster_uploads (
  id uuid primary key,
  service_item text collate "C" not null,
  unit_id uuid,
  source text not null,
  on_day date not null,
  file_name text not null,
  is_dry_run boolean not null,
  rows integer not null,
  taken integer not null,
  repeated integer not null,
  absent integer not null,
  refused integer not null,
  ended integer not null,
  is_complete boolean not null,
  uploaded_at timestamptz not null,
  uploaded_by uuid,
  uploaded_name text not null,
  check (rows = taken + repeated + absent + refused)
);
create index benefits_roster_uploads_unit on benefits_roster_uploads (unit_id, id desc);

create table benefits_roster_errors (
  upload_id uuid not null references benefits_roster_uploads (id) on delete cascade,
  row integer not null,
  field text not null,
  code text not null,
  primary key (upload_id, row)
);
`
