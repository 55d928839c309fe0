/** Requests are read newest first by when they were asked: their ids are made up on phones and say nothing of time. */
export const newestFirst = `
create index mutual_aid_newest_open on mutual_aid_requests (posted_at desc, id desc) where state = 'open';
create index mutual_aid_newest on mutual_aid_requests (posted_at desc, id desc);
create index mutual_aid_newest_of_asker on mutual_aid_requests (asker_id, posted_at desc, id desc);
create index mutual_aid_newest_of_helper on mutual_aid_requests (helper_id, posted_at desc, id desc) where helper_id is not null;
drop index mutual_aid_of_asker;
drop index mutual_aid_of_helper;
`
