/** Tables of rules, declared screenings, who was found for what, and what people decided about it. */
export const createTables = `
create table benefits_facts (
  name text collate "C" primary key,
  definition jsonb not null
);

-- A version never changes once written; another text is another version.
create table benefits_rules (
  id text collate "C" not null,
  version integer not null,
  definition jsonb not null,
  title text not null,
  state text not null check (state in ('draft', 'active', 'retired')),
  written_by uuid,
  written_at timestamptz not null,
  activated_by uuid,
  activated_at timestamptz,
  retired_at timestamptz,
  primary key (id, version)
);
create unique index benefits_rules_active on benefits_rules (id) where state = 'active';
create index benefits_rules_state on benefits_rules (state, id, version);

create table benefits_doubts (
  id uuid primary key,
  rule_id text collate "C" not null,
  kind text not null check (kind in ('contradicts', 'expired', 'unclear')),
  text text not null,
  area_code text collate "C" not null,
  said_by uuid,
  said_at timestamptz not null,
  answer text,
  answered_by uuid,
  answered_at timestamptz
);
create index benefits_doubts_open on benefits_doubts (id) where answered_at is null;

create table benefits_screenings (
  id uuid primary key,
  purpose text not null,
  basis text not null,
  area_code text collate "C" not null,
  rules jsonb not null,
  facts text[] not null,
  state text not null check (state in ('proposed', 'declined', 'approved', 'counting', 'counted', 'inUse', 'ended')),
  proposed_by uuid,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  decision_note text,
  screened integer,
  counts jsonb,
  counted_at timestamptz,
  used_at timestamptz,
  ended_at timestamptz
);
create index benefits_screenings_in_use on benefits_screenings (id) where state = 'inUse';

create table benefits_matches (
  id uuid primary key,
  person_id uuid not null,
  rule_id text collate "C" not null,
  rule_version integer not null,
  service_item text,
  mode text not null,
  is_guarded boolean not null,
  area_code text collate "C" not null,
  screening_id uuid references benefits_screenings (id),
  state text not null check (state in ('found', 'told', 'agreed', 'visiting', 'served', 'declined', 'lapsed')),
  found_at timestamptz not null,
  told_at timestamptz,
  reminded_at timestamptz,
  agreed_at timestamptz,
  decided_at timestamptz,
  rests_until timestamptz,
  matter_id uuid
);
create unique index benefits_matches_person on benefits_matches (person_id, rule_id);
create index benefits_matches_area on benefits_matches (area_code, rule_id);
create index benefits_matches_screening on benefits_matches (screening_id);
create index benefits_matches_found on benefits_matches (id) where state = 'found';
create index benefits_matches_told on benefits_matches (told_at, id) where state = 'told';
create index benefits_matches_matter on benefits_matches (matter_id) where matter_id is not null;

-- Who is looked at again when: the day is a keyed mark, so that no birthday can be read off.
create table benefits_watches (
  person_id uuid primary key,
  day_mark text,
  changed_at timestamptz
);
create index benefits_watches_day on benefits_watches (day_mark) where day_mark is not null;
create index benefits_watches_changed on benefits_watches (changed_at, person_id) where changed_at is not null;
create table benefits_looked (
  day date primary key
);

create table benefits_rosters (
  service_item text collate "C" primary key,
  source text not null,
  on_day date not null,
  is_complete boolean not null,
  kept_at timestamptz not null
);
create table benefits_receivers (
  service_item text collate "C" not null references benefits_rosters (service_item),
  person_id uuid not null,
  primary key (person_id, service_item)
);
create index benefits_receivers_item on benefits_receivers (service_item, person_id);

create table benefits_choices (
  person_id uuid primary key,
  is_opted_out boolean not null,
  chosen_at timestamptz not null
);

-- What was said is sealed by the application; who may read it is decided by the matter.
create table benefits_concerns (
  matter_id uuid primary key,
  kind text not null check (kind in ('violence', 'childHarm')),
  is_minor boolean not null,
  sealed_words text not null,
  raised_by uuid,
  raised_at timestamptz not null
);
`
