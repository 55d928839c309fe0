/** Who looked at a contact and why; seals bound to their row; photos the public sees only after somebody of the office has. */
export const looksAndPhotos = `
create table cases_contact_looks (
  id uuid primary key,
  case_id uuid not null references cases_cases (id),
  at timestamptz not null,
  looker_id uuid,
  looker_name text not null,
  unit_name text,
  purpose text not null
);
create index cases_contact_looks_of on cases_contact_looks (case_id, at, id);
revoke update, delete, truncate on cases_contact_looks from $app;

-- Sealed before seals were bound to their row; a job binds them, until then they open the old way.
alter table cases_contacts add column is_loose boolean;
update cases_contacts set is_loose = true;
create index cases_contacts_loose on cases_contacts (case_id) where is_loose;

-- Photos published before are left as they are: the cases count as looked at.
alter table cases_cases add column looked_at timestamptz;
update cases_cases set looked_at = created_at;
alter table cases_evidence add column hidden_at timestamptz, add column hidden_by text, add column hidden_because text;

-- Matters opened before kinds were kept; a job tells the spine.
alter table cases_cases add column needs_kind boolean;
update cases_cases set needs_kind = true where category_code is not null;
create index cases_cases_needs_kind on cases_cases (id) where needs_kind;
`
