/** The catalogue of needs, from the preset. */
export const needs = `
create table launcher_needs (
  code text primary key,
  level integer not null check (level between 1 and 3),
  place integer not null,
  name jsonb not null,
  hint jsonb not null,
  ways jsonb not null,
  lacking jsonb not null
);
`
