/** Log-ins that say to be somebody of the register, where it could not be told for sure; a keeper looks at both. No name, no number. */
export const claims = `
create table people_claims (
  id uuid primary key,
  account_id uuid not null unique,
  person_id uuid not null,
  area_code text collate "C" not null,
  state text not null check (state in ('open', 'linked', 'declined')),
  claimed_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid
);
create index people_claims_open on people_claims (area_code, id) where state = 'open';
create index people_claims_person on people_claims (person_id);
`
