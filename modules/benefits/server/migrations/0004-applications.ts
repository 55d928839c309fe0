/** 申请与政策 What somebody applied for by themselves or after being found: nobody is told of what they are waiting for or were given. */
export const withApplications = `
create table benefits_applications (
  application_id uuid primary key,
  person_id uuid not null,
  service_item text collate "C" not null,
  -- Null while it runs.
  outcome text check (outcome in ('approved', 'refused')),
  at timestamptz not null
);
create index benefits_applications_person on benefits_applications (person_id, service_item);
`
