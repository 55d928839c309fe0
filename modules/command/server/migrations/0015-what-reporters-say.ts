/** What reporters say when asked counts beside their ratings, and callers are told apart by a keyed hash: read anew by the nightly reading. */
export default `
alter table command_cases add column satisfaction smallint;
alter table command_cases add column is_uncontacted boolean not null default false;
alter table command_cases add column caller_print text;
alter table command_cases add column is_told_apart boolean not null default false;
update command_cases set satisfaction = rating, is_told_apart = reporter_id is not null where rating is not null or reporter_id is not null;
create index command_cases_caller on command_cases (caller_print, opened_at) where caller_print is not null;
`
