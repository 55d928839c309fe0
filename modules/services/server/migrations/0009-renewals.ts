/** 年审与到期 When what was granted is looked at again, and what became of it each time. */
export const withRenewals = `
-- The day it ends or is due, and the day on which the matter opens; null where nothing recurs, or a later decision has taken its place.
alter table services_applications add column due_on date, add column renew_from_on date;
create index services_applications_renew on services_applications (renew_from_on) where renew_from_on is not null;
alter table services_licences add column told_until date;
create index services_licences_ends on services_licences (valid_until) where valid_until is not null and status = 'valid';

create table services_renewals (
  -- That of its matter.
  id uuid primary key,
  application_id uuid not null,
  due_on date not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  outcome text check (outcome in ('renewed', 'ended'))
);
create unique index services_renewals_once on services_renewals (application_id, due_on);
`
