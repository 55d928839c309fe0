/** Imports 导入: saved column maps, how far each file has come, and who sent a report, as a mark only the house can compare. */
export const imports = `
alter table cases_cases add column sent_by text;

create table cases_import_maps (
  name text primary key,
  map jsonb not null,
  saved_at timestamptz not null
);

-- Keyed by the content of the file and how it is read: the same file goes on where it stopped.
create table cases_imports (
  key text primary key,
  file_name text not null,
  system text not null,
  next_row int not null,
  created int not null default 0,
  present int not null default 0,
  refused int not null default 0,
  started_at timestamptz not null,
  moved_at timestamptz not null,
  finished_at timestamptz
);
`
