/** Reports with their admission, what was filled for which period, what people typed, and what came back to communities. */
export const createTables = `
create table one_form_reports (
  id uuid primary key,
  matter_id uuid,
  number text,
  draft jsonb not null,
  gaps jsonb not null,
  area_code text collate "C" not null,
  state text not null check (state in ('asked', 'admitted', 'refused', 'merged', 'retired')),
  rule text,
  merged_into uuid,
  asked_at timestamptz not null,
  asked_by uuid,
  asked_name text not null,
  decided_at timestamptz,
  decided_name text,
  last_used_at timestamptz,
  retired_at timestamptz
);
create index one_form_reports_area on one_form_reports (area_code, id);
create index one_form_reports_admitted on one_form_reports (id) where state = 'admitted';

create table one_form_filings (
  report_id uuid not null references one_form_reports (id),
  period text not null,
  area_code text collate "C" not null,
  cells jsonb not null,
  asked jsonb not null default '{}',
  exceptions jsonb not null default '[]',
  filled_at timestamptz not null,
  confirmed_at timestamptz,
  confirmed_by uuid,
  confirmed_name text,
  primary key (report_id, period, area_code)
);
create index one_form_filings_area on one_form_filings (area_code, report_id, period);
create index one_form_filings_open on one_form_filings (area_code, report_id) where confirmed_at is null;

-- 填报负担: what somebody typed, and how long it took. Only how often, never what.
create table one_form_burden (
  id uuid primary key,
  report_id uuid not null references one_form_reports (id),
  account_id uuid,
  area_code text collate "C" not null,
  at timestamptz not null,
  typed integer not null,
  seconds integer not null
);
create index one_form_burden_report on one_form_burden (report_id, at);
create index one_form_burden_area on one_form_burden (area_code, at);

-- The same fact typed twice by one post within ninety days.
create table one_form_typed (
  id uuid primary key,
  account_id uuid not null,
  area_code text collate "C" not null,
  fact text not null,
  report_id uuid not null references one_form_reports (id),
  at timestamptz not null,
  repeats uuid
);
create index one_form_typed_fact on one_form_typed (account_id, area_code, fact, at desc);
create index one_form_typed_report on one_form_typed (report_id);
create index one_form_typed_repeats on one_form_typed (at desc) where repeats is not null;

-- 回流: what upper levels give back to the communities it is about.
create table one_form_returns (
  id uuid primary key,
  title text not null,
  report_id uuid references one_form_reports (id),
  area_code text collate "C" not null,
  period text not null,
  cells jsonb not null,
  from_name text not null,
  returned_at timestamptz not null
);
create index one_form_returns_area on one_form_returns (area_code, id desc);
create index one_form_returns_report on one_form_returns (report_id);

create table one_form_templates (
  report_id uuid primary key references one_form_reports (id),
  file_id uuid not null,
  name text not null,
  heading_row integer not null,
  columns jsonb not null,
  saved_at timestamptz not null
);
`
