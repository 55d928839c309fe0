/** Plans 预案 say whom they suit; a running plan has tasks, each one an order with its clocks, and ends with a review. */
export default `
alter table command_plans add column categories text[] not null default '{}';
alter table command_plans add column least_grade smallint not null default 1;
alter table command_plans add column changed_by_name text not null default '';
create index command_plans_by_name on command_plans (name, id) where ended_at is null;

alter table command_launches alter column case_id drop not null;
alter table command_launches add column about text not null default '';
alter table command_launches add column because text not null default '';
alter table command_launches add column number text;
alter table command_launches add column title text;
alter table command_launches add column area_code text collate "C" not null default '';
alter table command_launches add column grade smallint not null default 1;
alter table command_launches add column is_restricted boolean not null default false;
alter table command_launches add column ended_at timestamptz;
alter table command_launches add column ended_by_name text;
alter table command_launches add column review text;
alter table command_launches add column facts jsonb;
create unique index command_launches_once_case on command_launches (plan_id, case_id) where ended_at is null and case_id is not null;
create unique index command_launches_once_area on command_launches (plan_id, area_code) where ended_at is null and case_id is null;
create index command_launches_running on command_launches (at desc, id desc) where ended_at is null;
create index command_launches_newest on command_launches (at desc, id desc);

create table command_launch_tasks (
  id uuid primary key,
  launch_id uuid not null references command_launches (id),
  place smallint not null,
  step smallint not null,
  title text not null,
  text text not null,
  receive_limit jsonb not null,
  finish_limit jsonb not null,
  unit_id uuid,
  unit_name text,
  state text not null,
  matter_id uuid,
  number text,
  opened_at timestamptz,
  receive_due_at timestamptz,
  received_at timestamptz,
  due_at timestamptz,
  reported_at timestamptz,
  closed_at timestamptz,
  note text
);
create index command_launch_tasks_of on command_launch_tasks (launch_id, step, place);
create unique index command_launch_tasks_matter on command_launch_tasks (matter_id) where matter_id is not null;
`
