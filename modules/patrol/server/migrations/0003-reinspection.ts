/** Routes walked to see what those who patrol there should have reported. */
export const reinspection = `
alter table patrol_routes add column is_reinspection boolean not null default false;
alter table patrol_rounds add column is_reinspection boolean not null default false;
`
