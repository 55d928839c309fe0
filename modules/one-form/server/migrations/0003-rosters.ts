/** 名册 Rows of reports with one for each person, household, dwelling, enterprise or thing: which columns are in doubt, and answers, sealed. */
export const rosters = `
create table one_form_roster_rows (
  report_id uuid not null references one_form_reports (id),
  period text not null,
  subject_id uuid not null,
  area_code text collate "C" not null,
  exceptions jsonb not null default '[]',
  answers_sealed text,
  filled_at timestamptz not null,
  confirmed_at timestamptz,
  confirmed_by uuid,
  confirmed_name text,
  primary key (report_id, period, subject_id)
);
create index one_form_roster_area on one_form_roster_rows (area_code, report_id, period, subject_id);
create index one_form_roster_open on one_form_roster_rows (area_code, report_id) where confirmed_at is null;
create index one_form_roster_subject on one_form_roster_rows (subject_id);
`
