/** Told along the street, several helpers at once, what the community said, and whether somebody called out of a danger. */
export const streetSeveralDanger = `
alter table mutual_aid_requests add column reach text not null default 'community' check (reach in ('community', 'street'));
alter table mutual_aid_requests add column group_id uuid;
alter table mutual_aid_requests add column people smallint not null default 1 check (people between 1 and 5);
alter table mutual_aid_requests add column is_urgent boolean not null default false;
alter table mutual_aid_requests add column desk_note text;
create index mutual_aid_of_group on mutual_aid_requests (group_id) where group_id is not null;
`
