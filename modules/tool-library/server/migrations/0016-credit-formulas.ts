/** The formula of credits and boards by versions; the first is what the district had set so far. Credits say by which they were given. */
const setting = (key: string, by: number) =>
  `'${key}', coalesce((select (value #>> '{}')::integer from kernel_settings where module = 'tool-library' and area_code = '' and key = '${key}'), ${by})`

export const creditFormulas = `
create table tool_library_formulas (
  version integer primary key,
  formula jsonb not null,
  because text not null,
  published_on date not null,
  published_by uuid,
  published_by_name text not null,
  effective_on date not null,
  withdrawn_on date,
  withdrawn_by uuid
);
insert into tool_library_formulas (version, formula, because, published_on, published_by_name, effective_on)
select 1, jsonb_build_object(
  ${setting('citingPoints', 5)}, ${setting('citedPoints', 10)}, ${setting('monthPoints', 2)},
  ${setting('creditAfterDays', 30)}, ${setting('usedWithinDays', 30)}, 'savedPercent', 70, 'unusedDays', 90,
  ${setting('standardUnits', 5)}, ${setting('standardDays', 90)}, ${setting('commentDays', 30)}), '', current_date, '', current_date;
alter table tool_library_credits add column formula_version integer references tool_library_formulas;
create index tool_library_credits_by_formula on tool_library_credits (formula_version);
`
