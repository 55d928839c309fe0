/** Rules across fields, until when each was judged, and which challenge came of which. */
export const createQuality = `
create table catalogue_quality_rules (
  code text primary key,
  row jsonb not null,
  changed_at timestamptz not null,
  judged_until timestamptz
);
alter table catalogue_challenges add column rule_code text references catalogue_quality_rules;
create index catalogue_challenges_of_rule on catalogue_challenges (rule_code) where rule_code is not null;
create index catalogue_values_by_recording on catalogue_values (recorded_at, key);
`
