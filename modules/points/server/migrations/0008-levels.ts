/** Levels by versions; the first is what the district had set so far, so that nobody's level changes by this. */
const setting = (key: string, by: number) =>
  `coalesce((select (value #>> '{}')::integer from kernel_settings where module = 'points' and area_code = '' and key = '${key}'), ${by})`

export const levels = `
create table points_levels (
  version integer primary key,
  bronze integer not null check (bronze > 0),
  silver integer not null check (silver > bronze),
  gold integer not null check (gold > silver),
  because text not null,
  published_on date not null,
  published_by uuid,
  published_by_name text not null,
  effective_on date not null
);
insert into points_levels (version, bronze, silver, gold, because, published_on, published_by_name, effective_on)
select 1, b, greatest(s, b + 1), greatest(g, s + 1, b + 2), '', current_date, '', date '2000-01-01'
from (select ${setting('bronzeFrom', 100)} as b, ${setting('silverFrom', 300)} as s, ${setting('goldFrom', 800)} as g) was;
`
