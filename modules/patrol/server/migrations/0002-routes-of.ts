/** A worker's own routes are looked up for their calendar. */
export const routesOf = `
create index patrol_routes_of_worker on patrol_routes (worker_id) where worker_id is not null and not is_paused;
`
