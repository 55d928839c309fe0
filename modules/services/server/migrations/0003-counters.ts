/** Over which counters an application went, on whose authority somebody helped, which fields a correction asks for; late papers by day. */
export const withCounters = `
alter table services_applications add column channels text[] not null default '{}';
alter table services_applications add column authority_id uuid;
alter table services_applications add column gap_fields text[] not null default '{}';
update services_applications set channels = array[channel];
create index services_materials_to_come on services_materials (due_on, application_id, key) where is_later and given_at is null;
drop index services_materials_late;
`
