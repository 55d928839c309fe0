/** What people ask under the Personal Information Protection Law (个人信息保护法 §47): that they be erased, and what came of it. */
export const erasureRequests = `
create table people_erasure_requests (
  id uuid primary key,
  person_id uuid not null references people_persons (id),
  area_code text collate "C",
  reason text,
  asked_at timestamptz not null,
  asked_by uuid,
  is_own boolean not null,
  due_on date not null,
  state text not null check (state in ('open', 'withdrawn', 'declined', 'erased')),
  answer text,
  answered_at timestamptz,
  answered_by uuid,
  outcome jsonb
);
create unique index people_erasure_requests_one_open on people_erasure_requests (person_id) where state = 'open';
create index people_erasure_requests_person on people_erasure_requests (person_id, id);
create index people_erasure_requests_area on people_erasure_requests (area_code, id);
`
