/** Words that wait for a reply, ratings kept after a reopening with whose work they were about, exclusions, units that let it go. */
export default `
alter table matters_matters add column passed_on uuid[];
alter table matters_matters add column excluded_because text;

alter table matters_ratings add column superseded_at timestamptz;
alter table matters_ratings add column unit_id uuid;
alter table matters_ratings add column cause text;
drop index matters_ratings_once;
create unique index matters_ratings_once on matters_ratings (matter_id, account_id) where superseded_at is null;
drop index matters_ratings_by_code;
create unique index matters_ratings_by_code on matters_ratings (matter_id) where account_id is null and superseded_at is null;
create index matters_ratings_of on matters_ratings (matter_id);
create index matters_ratings_by_time on matters_ratings (at, id);
update matters_ratings r set unit_id = (select s.actor_unit_id from matters_steps s join matters_matters m on m.id = s.matter_id
  where s.matter_id = r.matter_id and s.actor_id = any(m.handled_by) order by s.seq desc limit 1);

create table matters_unanswered (
  matter_id uuid not null references matters_matters (id),
  kind text not null check (kind in ('word', 'rating')),
  area_code text collate "C" not null,
  since timestamptz not null,
  due_at timestamptz not null,
  missed_at timestamptz,
  primary key (matter_id, kind)
);
create index matters_unanswered_by_due on matters_unanswered (due_at, matter_id);
create index matters_unanswered_to_miss on matters_unanswered (due_at) where missed_at is null;
`
