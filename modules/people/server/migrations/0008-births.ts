/** Which births were told of a parent, each by a keyed hash of name and day: the same birth told twice is one child. */
export const births = `
create table people_births (
  parent_id uuid not null references people_persons (id) on delete cascade,
  mark text not null,
  child_id uuid not null references people_persons (id) on delete cascade,
  primary key (parent_id, mark)
);
create index people_births_child on people_births (child_id);
`
