/** A month of hours between two communities, settled from pool to pool. */
export const clearings = `
create table mutual_aid_clearings (
  month text not null,
  from_area text not null,
  to_area text not null,
  hours integer not null check (hours > 0),
  transfer_id uuid not null,
  cleared_at timestamptz not null,
  cleared_by uuid,
  cleared_by_name text not null,
  primary key (month, from_area, to_area)
);
create index mutual_aid_requests_by_end on mutual_aid_requests (ended_at, area_code) where ended_at is not null;
`
