/** Names a community or street gives to categories and their types; what a name was before stays readable. */
export default `
create table cases_own_names (
  id uuid primary key,
  area_code text not null,
  code text not null,
  name text not null,
  name_en text,
  since timestamptz not null,
  by_id uuid,
  by_name text not null,
  ended_at timestamptz
);
create unique index cases_own_names_now on cases_own_names (area_code, code) where ended_at is null;
create index cases_own_names_of on cases_own_names (area_code, since desc, id);
`
