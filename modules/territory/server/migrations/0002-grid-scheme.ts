/** By which rule a cell is numbered outside, and the number it has there; without one it is numbered as we number. */
export const gridScheme = `
alter table territory_areas add column scheme text check (scheme in ('unit', 'comprehensive', 'digitalCommunity'));
alter table territory_areas add column scheme_code text;
create unique index territory_areas_by_scheme_code on territory_areas (scheme, scheme_code) where valid_to_on is null and scheme_code is not null;
`
