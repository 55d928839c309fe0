/** When somebody took a workbook home, so that the time until it came back is known; and a period of a report in a community as a task. */
export const downloadsAndTasks = `
create table one_form_downloads (
  report_id uuid not null references one_form_reports (id),
  account_id uuid not null,
  at timestamptz not null,
  primary key (report_id, account_id)
);

create table one_form_periods (
  report_id uuid not null references one_form_reports (id),
  period text not null,
  community_code text collate "C" not null,
  matter_id uuid,
  due_on date not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  primary key (report_id, period, community_code)
);
create index one_form_periods_open on one_form_periods (community_code, due_on) where closed_at is null;
alter table one_form_reports add column opened_period text;
create unique index one_form_periods_matter on one_form_periods (matter_id) where matter_id is not null;
`
