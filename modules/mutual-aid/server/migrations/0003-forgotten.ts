/** Help taken or begun whose time is over is looked for every quarter of an hour. */
export const forgotten = `
create index mutual_aid_under_way on mutual_aid_requests (ends_at) where state in ('taken', 'started');
`
