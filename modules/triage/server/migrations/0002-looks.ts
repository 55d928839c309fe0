/** How the photos of reports look: the same picture sent twice is a hint that it is the same thing. */
export default `
create table triage_looks (
  case_id uuid not null,
  look text not null,
  primary key (case_id, look)
);
`
