/** Which cases arbitration ruled on is written down, and no longer read off the number of returns. */
export default `
alter table triage_sortings add column arbitrated_at timestamptz;
update triage_sortings set arbitrated_at = coalesce(wrong_at, settled_at, sorted_at) where bounces > 1;
`
