/** Tables of notices: what was sent, to whom, by which ways, and what people decided about it. */
export const createTables = `
create table notices_sendings (
  id uuid primary key,
  topic text not null,
  kind text not null check (kind in ('optional', 'work', 'statutory', 'emergency')),
  template text not null,
  facts jsonb not null,
  link text,
  urgency text not null check (urgency in ('normal', 'urgent', 'emergency')),
  group_key text,
  object text,
  sender_unit_id uuid,
  sender_name text,
  sender_area text,
  once_key text unique,
  sent_at timestamptz not null
);
create index notices_sendings_by_object on notices_sendings (object) where object is not null;
create index notices_sendings_by_sender on notices_sendings (sender_unit_id, sent_at);
create index notices_sendings_by_time on notices_sendings (sent_at);

create table notices_messages (
  id uuid primary key,
  sending_id uuid not null references notices_sendings (id),
  account_id uuid,
  person_id uuid,
  phone_sealed text,
  group_key text,
  folded_into uuid,
  count integer not null default 1,
  reach text not null default 'queued' check (reach in ('queued', 'sent', 'delivered', 'read', 'not-reached')),
  sent_at timestamptz not null,
  read_at timestamptz,
  opened_at timestamptz,
  next_at timestamptz
);
create index notices_messages_by_sending on notices_messages (sending_id);
create index notices_messages_of_account on notices_messages (account_id, sent_at desc, id desc) where folded_into is null;
create index notices_messages_unread on notices_messages (account_id, group_key) where read_at is null;
create index notices_messages_folded on notices_messages (folded_into) where folded_into is not null;
create index notices_messages_due on notices_messages (next_at) where next_at is not null;

create table notices_deliveries (
  id uuid primary key,
  message_id uuid not null references notices_messages (id),
  account_id uuid,
  channel text not null,
  status text not null check (status in ('again', 'sent', 'delivered', 'read', 'failed', 'skipped')),
  provider_id text,
  code text,
  attempts integer not null default 0,
  tried_at timestamptz not null,
  received_at timestamptz,
  unique (message_id, channel)
);
create index notices_deliveries_by_account on notices_deliveries (account_id, tried_at) where account_id is not null;
create index notices_deliveries_by_provider on notices_deliveries (provider_id) where provider_id is not null;

create table notices_preferences (
  account_id uuid not null,
  topic text not null,
  channel text not null,
  is_on boolean not null,
  changed_at timestamptz not null,
  primary key (account_id, topic, channel)
);
create index notices_preferences_by_topic on notices_preferences (topic, account_id) where not is_on;

create table notices_mailboxes (
  account_id uuid primary key,
  email_sealed text not null,
  changed_at timestamptz not null
);

create table notices_provider_templates (
  channel text not null,
  template text not null,
  provider_template text not null,
  parameters jsonb not null,
  primary key (channel, template)
);

create table notices_phone_tasks (
  id uuid primary key,
  message_id uuid not null unique references notices_messages (id),
  area_code text not null,
  unit_id uuid,
  state text not null check (state in ('waiting', 'taken', 'done')),
  taken_by_id uuid,
  taken_at timestamptz,
  outcome text check (outcome in ('reached', 'no-answer', 'wrong-number')),
  done_at timestamptz,
  created_at timestamptz not null
);
create index notices_phone_tasks_open on notices_phone_tasks (state, created_at, id);
`
