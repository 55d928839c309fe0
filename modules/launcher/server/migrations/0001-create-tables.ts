/** What the launcher knows of tools (heard from the library), and what communities, the district and people made of it. */
export const createTables = `
create table launcher_tools (
  id text primary key,
  kind text not null,
  name jsonb not null,
  summary jsonb not null,
  icon text not null,
  search text not null,
  url text,
  audience jsonb not null,
  changed_at timestamptz not null
);
create table launcher_uses (
  area_code text not null,
  tool_id text not null,
  is_on boolean not null,
  name jsonb not null,
  icon text not null,
  until_on date,
  since_at timestamptz not null,
  primary key (area_code, tool_id)
);
create index launcher_uses_by_tool on launcher_uses (tool_id);
create table launcher_compositions (
  id uuid primary key,
  area_code text not null,
  version integer not null,
  entries json not null,
  effective_at timestamptz not null,
  made_at timestamptz not null,
  made_by uuid,
  made_by_name text not null,
  note text,
  copied_from text,
  unique (area_code, version)
);
create index launcher_compositions_effective on launcher_compositions (area_code, effective_at desc, version desc);
create table launcher_mandates (
  id uuid primary key,
  area_code text not null,
  tile_id text not null,
  kind text not null,
  issuer text not null,
  reason text not null,
  since_at timestamptz not null,
  until_on date,
  made_by uuid
);
create index launcher_mandates_by_area on launcher_mandates (area_code, since_at);
create table launcher_choices (
  account_id uuid primary key,
  tile_order text[] not null,
  hidden text[] not null,
  changed_at timestamptz not null
);
create table launcher_synonyms (
  word text primary key,
  also text[] not null
);
`
