/** Tables that departments brought in: what became of every row; never a number, a name or a value. */
export const valueImports = `
create table catalogue_value_imports (
  id uuid primary key,
  about text not null check (about in ('person', 'enterprise')),
  -- Null where a data steward brought it in.
  unit_id uuid,
  unit_name text not null,
  sources text[] not null,
  keys text[] not null,
  on_day date not null,
  file_name text not null,
  is_dry_run boolean not null,
  rows integer not null,
  told integer not null,
  unchanged integer not null,
  repeated integer not null,
  absent integer not null,
  refused integer not null,
  value_count integer not null,
  conflicts integer not null,
  imported_at timestamptz not null,
  imported_by uuid,
  imported_name text not null,
  check (rows = told + unchanged + repeated + absent + refused)
);
create index catalogue_value_imports_unit on catalogue_value_imports (unit_id, id desc);

create table catalogue_value_faults (
  import_id uuid not null references catalogue_value_imports (id) on delete cascade,
  row integer not null,
  field text collate "C" not null,
  code text not null,
  primary key (import_id, row, field)
);
`
