/** 词典维护记录 Who changed what of a field of the dictionary; nobody changes what happened. */
export const entryChangesTable = `
create table catalogue_entry_changes (
  id uuid primary key,
  key text collate "C" not null,
  act text not null check (act in ('added', 'changed', 'retired', 'restored')),
  changes jsonb not null,
  note text,
  at timestamptz not null,
  by_id uuid,
  by_name text not null
);
create index catalogue_entry_changes_key on catalogue_entry_changes (key, id desc);
revoke update, delete on catalogue_entry_changes from $app;
`
