/** Stock-takings and hand-overs can be read back: who counted, at which point; newest first, since phones make ids up at random. */
export const readCountsAndHandOvers = `
alter table mall_counts add column point_id uuid references mall_points, add column by_name text not null default '';
update mall_counts c set point_id = g.point_id from mall_goods g where g.id = c.good_id;
alter table mall_counts alter column point_id set not null;
create index mall_counts_of_point on mall_counts (point_id, id desc);
create index mall_reservations_newest_of_person on mall_reservations (person_id, reserved_at desc, id desc);
create index mall_reservations_handed_newest on mall_reservations (handed_at desc, id desc) where handed_at is not null;
`
