/** Days of use are asked by what was used, too. */
export const useByTile = `
create index launcher_use_days_by_tile on launcher_use_days (tile_id, on_day);
`
