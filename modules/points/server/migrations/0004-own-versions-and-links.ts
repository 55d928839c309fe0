/** What an entry is about can be opened; rules are tried before they are published; what was not paid can be objected to. */
export const ownVersionsAndLinks = `
alter table points_transfers add column link text;
alter table points_unpaid add column id uuid not null default gen_random_uuid();
alter table points_unpaid add column because text;
alter table points_unpaid add column link text;
create unique index points_unpaid_by_id on points_unpaid (id);
alter table points_objections alter column transfer_id drop not null;
alter table points_objections add column unpaid_id uuid unique;
create table points_rehearsals (
  digest text primary key,
  tried_by uuid,
  tried_at timestamptz not null
);
create index points_rehearsals_by_time on points_rehearsals (tried_at);
`
