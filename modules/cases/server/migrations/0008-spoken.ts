/** How people say and write things here, so that a danger is heard in dialect and in traditional letters too; one row. */
export default `
create table cases_spoken (
  is_only boolean primary key default true check (is_only),
  letters text not null,
  spoken jsonb not null
);
`
