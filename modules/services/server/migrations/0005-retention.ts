/** When an application's years were over, and since when nothing of it is left but its figures and decision. */
export const withRetention = `
alter table services_applications add column retired_at timestamptz;
alter table services_applications add column emptied_at timestamptz;
create index services_applications_to_empty on services_applications (id) where retired_at is not null and emptied_at is null;
`
