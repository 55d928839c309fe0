/** Tables of units 单位, posts 岗位, members 人员, duty lists 权责清单, shifts and rosters 值班, responsibilities and trainings. */
export default `
create table organisation_units (
  id uuid primary key,
  code text not null unique,
  kind text not null,
  name text not null,
  short_name text not null,
  area_code text not null,
  parent_id uuid references organisation_units (id),
  phone text,
  address text,
  hours text,
  created_at timestamptz not null,
  closed_at timestamptz,
  close_reason text
);
create index organisation_units_parent on organisation_units (parent_id, code);
create index organisation_units_area on organisation_units (area_code text_pattern_ops, kind);
create index organisation_units_name on organisation_units using gin (name gin_trgm_ops);

create table organisation_positions (
  id uuid primary key,
  unit_id uuid not null references organisation_units (id),
  post text not null,
  title text not null,
  area_code text not null,
  tasks jsonb not null,
  skills jsonb not null,
  seats integer not null check (seats > 0),
  term_months integer,
  closed_at timestamptz
);
create index organisation_positions_unit on organisation_positions (unit_id, post);
create index organisation_positions_area on organisation_positions (area_code text_pattern_ops, post);

create table organisation_members (
  id uuid primary key,
  position_id uuid not null references organisation_positions (id),
  account_id uuid,
  person_id uuid,
  name text not null,
  phone text,
  term_from date not null,
  term_to date,
  check (term_to is null or term_to >= term_from)
);
create index organisation_members_position on organisation_members (position_id);
create index organisation_members_account on organisation_members (account_id) where account_id is not null;
create index organisation_members_person on organisation_members (person_id) where person_id is not null;

create table organisation_duties (
  id uuid primary key,
  entry_id uuid not null,
  version integer not null,
  unit_id uuid references organisation_units (id),
  unit_kind text,
  categories text[] not null,
  ownership text,
  area_code text not null,
  part text not null,
  clause text not null,
  from_time text,
  to_time text,
  valid_from timestamptz not null,
  valid_to timestamptz,
  end_reason text,
  entered_by uuid,
  unique (entry_id, version),
  check ((unit_id is null) <> (unit_kind is null)),
  check ((from_time is null) = (to_time is null)),
  check (valid_to is null or valid_to >= valid_from)
);
create index organisation_duties_unit on organisation_duties (unit_id);
create index organisation_duties_kind on organisation_duties (unit_kind);
create index organisation_duties_categories on organisation_duties using gin (categories);

create table organisation_shifts (
  id uuid primary key,
  unit_id uuid not null references organisation_units (id),
  area_code text not null,
  level text not null,
  name text not null,
  starts_at text not null,
  ends_at text not null,
  days text not null,
  valid_from date not null,
  valid_to date
);
create index organisation_shifts_unit on organisation_shifts (unit_id);
create index organisation_shifts_area on organisation_shifts (area_code text_pattern_ops, level);

create table organisation_roster_lines (
  id uuid primary key,
  shift_id uuid not null references organisation_shifts (id),
  member_id uuid not null references organisation_members (id),
  starts_on date not null,
  ends_on date,
  every_days integer not null check (every_days > 0),
  is_stand_in boolean not null,
  check (ends_on is null or ends_on >= starts_on)
);
create index organisation_roster_lines_shift on organisation_roster_lines (shift_id);
create index organisation_roster_lines_member on organisation_roster_lines (member_id);

create table organisation_responsibilities (
  id uuid primary key,
  matter text not null unique,
  sort integer not null,
  title text not null,
  categories text[] not null,
  property text,
  owners_committee text,
  owner text,
  government text,
  residents_committee text,
  lead text not null,
  basis text not null
);

create table organisation_trainings (
  id uuid primary key,
  member_id uuid not null references organisation_members (id),
  skill text not null,
  course text not null,
  held_on date not null,
  hours double precision not null,
  valid_to date
);
create index organisation_trainings_member on organisation_trainings (member_id);

-- Changes with every unit or duty list, so that each process knows when its picture in memory is old.
create table organisation_revision (
  is_only boolean primary key check (is_only),
  token uuid not null
);
insert into organisation_revision (is_only, token) values (true, '00000000-0000-0000-0000-000000000000');
`
