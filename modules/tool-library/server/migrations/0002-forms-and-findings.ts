/** Under which version of a form each form of a tool was laid down, and what came of finding that there is such a tool already. */
export const formsAndFindings = `
create table tool_library_forms (
  tool_id text not null,
  version text not null,
  form_id text not null,
  form_version_id uuid not null,
  primary key (tool_id, version, form_id)
);

-- A maker was shown tools like the one being made; citing one of them instead is a duplicate avoided.
create table tool_library_findings (
  draft_id uuid not null,
  alike_id text not null,
  area_code text not null,
  likeness real not null,
  found_at timestamptz not null,
  avoided_at timestamptz,
  primary key (draft_id, alike_id)
);
create index tool_library_findings_open on tool_library_findings (alike_id, area_code, found_at) where avoided_at is null;
create index tool_library_findings_avoided on tool_library_findings (avoided_at) where avoided_at is not null;

-- What was signed with a key, and which versions were made for a need.
create index tool_library_versions_by_key on tool_library_versions ((signature ->> 'keyId')) where signature is not null;
create index tool_library_versions_for_need on tool_library_versions (need_id) where need_id is not null;
create index tool_library_tools_by_publisher on tool_library_tools (publisher);
`
