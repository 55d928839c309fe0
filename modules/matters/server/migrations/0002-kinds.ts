/** What kind of thing a matter is, in the words of its module: lists for residents and desks are read by kind. */
export default `
alter table matters_matters add column kind_code text collate "C";
-- Three characters are a type with a few hundred to a few thousand matters; its leaves are found within.
create index matters_matters_by_kind on matters_matters (left(kind_code, 3), opened_at desc, id desc) where kind_code is not null;
`
