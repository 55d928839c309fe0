/** Tables of the register; who may read what is decided here, below the reach of any code of the application. */
export const createTables = `
create table people_persons (
  id uuid primary key,
  display_name text not null,
  sex text check (sex in ('female', 'male')),
  birth_year integer,
  area_code text collate "C" not null default '',
  dwelling_id uuid,
  residence text not null default 'permanent' check (residence in ('permanent', 'floating', 'away')),
  state text not null default 'living' check (state in ('living', 'movedAway', 'dead')),
  document_kind text,
  masked_identity_number text,
  masked_phone text,
  identity_fingerprint text unique,
  phone_fingerprint text,
  name_fingerprint text,
  row_fingerprint text,
  last_verified_at timestamptz,
  not_found_at timestamptz,
  last_used_at timestamptz,
  registered_at timestamptz not null,
  updated_at timestamptz not null
);
create index people_persons_area on people_persons (area_code, id);
create index people_persons_phone on people_persons (phone_fingerprint) where phone_fingerprint is not null;
create index people_persons_name on people_persons (name_fingerprint) where name_fingerprint is not null;
create index people_persons_dwelling on people_persons (dwelling_id) where dwelling_id is not null;
create index people_persons_verified on people_persons (last_verified_at, id) where state = 'living';

-- Sealed by the application. Its role may write here and find a row, but read none of it.
create table people_private (
  person_id uuid primary key references people_persons (id) on delete cascade,
  full_name text,
  identity_number text,
  phone text,
  birth_on text,
  hukou_address text,
  address text,
  disability_certificate text,
  emergency_contact text
);
revoke all on people_private from $app;
grant insert, update, delete, select (person_id) on people_private to $app;

-- Kept when a person is erased: that somebody looked stays true. Hence no reference.
create table people_footprints (
  id uuid primary key,
  person_id uuid not null,
  looked_at timestamptz not null,
  looker_id uuid,
  looker_kind text not null,
  looker_name text not null,
  fields text[] not null,
  purpose text not null check (purpose <> ''),
  reason text not null,
  request_id text not null
);
create index people_footprints_person on people_footprints (person_id, looked_at desc, id desc);
revoke all on people_footprints from $app;
grant select on people_footprints to $app;

-- The read door: the only way to a sealed value, and it leaves the footprint in the same breath.
create function people_read_private(
  asked_persons uuid[], asked_fields text[], looker uuid, kind text, name text,
  why text, because text, request text, at timestamptz
) returns table (person_id uuid, field text, sealed text, footprint_id uuid)
language plpgsql volatile security definer set search_path = $schema, pg_temp as $$
begin
  if coalesce(cardinality(asked_persons), 0) = 0 or coalesce(cardinality(asked_fields), 0) = 0 or coalesce(why, '') = '' then
    raise exception 'persons, fields and a purpose are needed';
  end if;
  if not asked_fields <@ array['fullName', 'identityNumber', 'phone', 'birthOn', 'hukouAddress', 'address',
    'disabilityCertificate', 'emergencyContact'] then
    raise exception 'unknown field';
  end if;
  return query
  with looked as (
    insert into people_footprints (id, person_id, looked_at, looker_id, looker_kind, looker_name, fields, purpose, reason, request_id)
    select gen_random_uuid(), p.person_id, at, looker, kind, name, asked_fields, why, coalesce(because, ''), request
    from people_private p where p.person_id = any(asked_persons)
    returning people_footprints.id, people_footprints.person_id
  )
  select p.person_id, f.field, case f.field
      when 'fullName' then p.full_name
      when 'identityNumber' then p.identity_number
      when 'phone' then p.phone
      when 'birthOn' then p.birth_on
      when 'hukouAddress' then p.hukou_address
      when 'address' then p.address
      when 'disabilityCertificate' then p.disability_certificate
      when 'emergencyContact' then p.emergency_contact
    end, l.id
  from people_private p join looked l on l.person_id = p.person_id cross join unnest(asked_fields) as f(field);
end $$;
revoke all on function people_read_private from public;
grant execute on function people_read_private to $app;

create table people_footprint_questions (
  id uuid primary key,
  footprint_id uuid not null unique references people_footprints (id),
  person_id uuid not null,
  area_code text collate "C",
  question text not null,
  asked_at timestamptz not null,
  answer text,
  answered_at timestamptz,
  answered_by uuid
);
create index people_footprint_questions_open on people_footprint_questions (area_code, id) where answered_at is null;

create table people_tags (
  person_id uuid not null references people_persons (id) on delete cascade,
  tag text not null,
  access_class text not null check (access_class in ('ordinary', 'sensitive')),
  expires_on date,
  set_by uuid,
  set_at timestamptz not null,
  primary key (person_id, tag)
);
create index people_tags_tag on people_tags (tag, person_id);

create table people_households (
  id uuid primary key,
  area_code text collate "C",
  dwelling_id uuid,
  created_at timestamptz not null
);
create index people_households_area on people_households (area_code, id);
create table people_household_members (
  household_id uuid not null references people_households (id) on delete cascade,
  person_id uuid not null references people_persons (id) on delete cascade,
  relation text not null,
  is_head boolean not null default false,
  since_on date not null,
  until_on date,
  primary key (household_id, person_id)
);
create index people_household_members_person on people_household_members (person_id);

create table people_enterprises (
  id uuid primary key,
  name text not null,
  credit_code text not null unique,
  kind text not null,
  area_code text collate "C",
  legal_person_id uuid references people_persons (id) on delete set null,
  address text,
  created_at timestamptz not null
);
create index people_enterprises_area on people_enterprises (area_code, id);
create index people_enterprises_legal_person on people_enterprises (legal_person_id);
create index people_enterprises_name on people_enterprises using gin (name gin_trgm_ops);
create table people_enterprise_handlers (
  id uuid primary key,
  enterprise_id uuid not null references people_enterprises (id) on delete cascade,
  person_id uuid not null references people_persons (id) on delete cascade,
  scopes text[] not null,
  since_on date not null,
  expires_on date not null,
  withdrawn_at timestamptz,
  authorised_by uuid
);
create index people_enterprise_handlers_enterprise on people_enterprise_handlers (enterprise_id);
create index people_enterprise_handlers_person on people_enterprise_handlers (person_id);

create table people_dwelling_ties (
  id uuid primary key,
  dwelling_id uuid not null,
  area_code text collate "C",
  person_id uuid references people_persons (id) on delete cascade,
  enterprise_id uuid references people_enterprises (id) on delete cascade,
  tie text not null check (tie in ('owner', 'resident', 'tenant')),
  share_numerator integer,
  share_denominator integer,
  since_on date not null,
  until_on date,
  check ((person_id is null) <> (enterprise_id is null))
);
create index people_dwelling_ties_dwelling on people_dwelling_ties (dwelling_id) where until_on is null;
create index people_dwelling_ties_person on people_dwelling_ties (person_id);
create index people_dwelling_ties_enterprise on people_dwelling_ties (enterprise_id);

create table people_memberships (
  id uuid primary key,
  person_id uuid not null references people_persons (id) on delete cascade,
  community_code text collate "C" not null,
  state text not null check (state in ('registered', 'verified', 'left')),
  capacities text[] not null default '{}',
  since_on date not null,
  until_on date,
  moved_to text,
  verified_at timestamptz,
  verified_by uuid
);
create unique index people_memberships_current on people_memberships (person_id, community_code) where state <> 'left';
create index people_memberships_community on people_memberships (community_code, id) where state <> 'left';

create table people_permanent_counts (
  area_code text collate "C" primary key,
  persons integer not null check (persons >= 0),
  counted_on date not null
);

create table people_imports (
  id uuid primary key,
  file_name text not null,
  is_dry_run boolean not null,
  state text not null,
  rows integer not null default 0,
  created integer not null default 0,
  updated integer not null default 0,
  unchanged integer not null default 0,
  refused integer not null default 0,
  started_at timestamptz not null,
  finished_at timestamptz,
  started_by uuid
);
create table people_import_errors (
  import_id uuid not null references people_imports (id) on delete cascade,
  row integer not null,
  field text not null,
  column_name text,
  code text not null,
  primary key (import_id, row, field)
);
create table people_column_maps (
  name text primary key,
  columns jsonb not null,
  saved_at timestamptz not null
);
`
