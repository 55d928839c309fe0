/** 争议与到期 A refusal, or what was given, is objected to and settled by somebody else; a grant ends on its day. */
export const disputes = `
alter table catalogue_requests drop constraint catalogue_requests_state_check;
alter table catalogue_requests add constraint catalogue_requests_state_check
  check (state in ('asked', 'granted', 'provided', 'refused', 'disputed', 'expired', 'withdrawn'));
alter table catalogue_requests add column answered_by uuid;
alter table catalogue_requests add column dispute text;
alter table catalogue_requests add column disputed_at timestamptz;
alter table catalogue_requests add column disputed_from text;
alter table catalogue_requests add column settlement text;
alter table catalogue_requests add column settled_at timestamptz;
alter table catalogue_requests add column settled_name text;
create index catalogue_requests_ending on catalogue_requests (expires_on) where state in ('granted', 'provided');
`
