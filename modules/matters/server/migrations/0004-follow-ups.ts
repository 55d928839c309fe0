/** Ratings of those without an account, once for each matter; follow-ups (回访): reached, solved, satisfied? */
export default `
alter table matters_ratings alter column account_id drop not null;
create unique index matters_ratings_by_code on matters_ratings (matter_id) where account_id is null;

create table matters_follow_ups (
  id uuid primary key,
  matter_id uuid not null references matters_matters (id),
  at timestamptz not null,
  by_id uuid,
  by_name text not null,
  channel text not null,
  is_reached boolean not null,
  is_solved boolean,
  satisfaction smallint check (satisfaction between 1 and 5),
  note text not null default ''
);
create index matters_follow_ups_of on matters_follow_ups (matter_id, at, id);
`
