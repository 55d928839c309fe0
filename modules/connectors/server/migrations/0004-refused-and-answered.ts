/**
 * What a peer sent and was refused is kept, so that it can be played again. A case may go out more than once: to the same peer
 * after it came back, to another, and on from one peer to the next; each time is a link of its own, with who did it and its end.
 */
export const refusedAndAnswered = `
alter table connectors_messages drop constraint connectors_messages_state_check;
alter table connectors_messages add constraint connectors_messages_state_check
  check (state in ('waiting', 'sent', 'failed', 'taken', 'refused'));
create index connectors_messages_refused on connectors_messages (at) where state = 'refused';

alter table connectors_links drop constraint connectors_links_pkey;
alter table connectors_links add column id uuid primary key default gen_random_uuid();
alter table connectors_links add column handed_by_id uuid;
alter table connectors_links add column ended_at timestamptz;
alter table connectors_links add column settled_at timestamptz;
update connectors_links set ended_at = at, settled_at = at where direction = 'out' and status in ('closed', 'returned');
create unique index connectors_links_in on connectors_links (matter_id) where direction = 'in';
create unique index connectors_links_out on connectors_links (matter_id) where direction = 'out' and status <> 'returned';
create index connectors_links_matter on connectors_links (matter_id, at);
create index connectors_links_answered on connectors_links (area_code text_pattern_ops, ended_at)
  where direction = 'out' and ended_at is not null and settled_at is null;
`
