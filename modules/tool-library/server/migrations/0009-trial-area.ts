/** Where a version is tried: a community chosen for it, whose administrator agrees before anybody meets it. */
export const trialArea = `
alter table tool_library_versions add column trial_area text;
update tool_library_versions v set trial_area = t.home_area from tool_library_tools t where t.id = v.tool_id and v.state = 'trial';
create index tool_library_versions_asked on tool_library_versions (trial_area, installed_at) where state = 'submitted';
`
