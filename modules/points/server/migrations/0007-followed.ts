/** Whose wallet is whose now: a log-in tied to another entry of the register has everything there, also what was set aside or comes back. */
export const followed = `
create table points_followed (
  person_id uuid primary key,
  to_id uuid not null,
  at timestamptz not null
);
create index points_followed_to on points_followed (to_id);
`
