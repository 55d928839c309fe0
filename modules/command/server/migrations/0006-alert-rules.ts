/** Rules of alerts as data; an alert knows its rule, what it counted, and when it was over. */
export default `
create table command_alert_rules (
  id uuid primary key,
  area_code text collate "C" not null,
  name text not null,
  kind text not null,
  count integer not null,
  hours integer not null,
  factor double precision not null,
  per text not null,
  categories text[] not null,
  least_grade smallint not null,
  tell text[] not null,
  is_on boolean not null,
  changed_at timestamptz not null,
  changed_by_name text not null,
  removed_at timestamptz
);
create index command_alert_rules_by_name on command_alert_rules (name, id) where removed_at is null;

alter table command_alerts add column rule_id uuid references command_alert_rules (id);
alter table command_alerts add column rule_name text not null default '';
alter table command_alerts add column unit_id uuid;
alter table command_alerts add column count integer not null default 0;
alter table command_alerts add column usual double precision;
alter table command_alerts add column told integer not null default 0;
alter table command_alerts add column over_at timestamptz;
create index command_alerts_rule on command_alerts (rule_id);
drop index command_alerts_open;
create unique index command_alerts_standing on command_alerts (rule_id, key) where over_at is null;
create index command_alerts_unseen on command_alerts (raised_at desc, id desc) where seen_at is null and over_at is null;
-- What lies still: late cases by their last human step, and those sent back.
create index command_cases_still on command_cases (acted_at) include (area_code, due_at, grade, category_code) where closed_at is null and is_counted;
create index command_cases_bounced on command_cases (returns) include (area_code, grade, category_code) where closed_at is null and is_counted and returns > 1;
`
