/** Tables of files: what was uploaded, and which objects hold it. Bytes lie in the storage, named by their hash. */
export const createTables = `
create table files_files (
  id uuid primary key,
  uploaded_by uuid,
  guest_key text,
  kind text not null check (kind in ('photo', 'document', 'audio', 'video')),
  mime text not null,
  name text not null,
  byte_count bigint not null check (byte_count > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  width_pixels integer,
  height_pixels integer,
  taken_at timestamptz,
  taken_lon double precision,
  taken_lat double precision,
  caption jsonb,
  copies integer not null default 0,
  is_ready boolean not null default false,
  uploaded_at timestamptz not null,
  forget_at timestamptz
);
create index files_files_by_hash on files_files (sha256);
create index files_files_to_forget on files_files (forget_at) where forget_at is not null;
create index files_files_by_guest on files_files (guest_key, uploaded_at) where guest_key is not null;

create table files_claims (
  module text not null,
  object text not null,
  file_id uuid not null references files_files (id) on delete cascade,
  is_public boolean not null,
  claimed_at timestamptz not null,
  primary key (module, object, file_id)
);
create index files_claims_by_file on files_claims (file_id);
`
