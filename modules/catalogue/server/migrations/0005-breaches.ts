/** Leaks of personal data, from the first word to the lesson; and the assessments made before sensitive data are handled. */
export const breaches = `
create table catalogue_breaches (
  id uuid primary key,
  matter_id uuid not null unique,
  number text not null,
  area_code text collate "C" not null,
  kind text not null,
  what text not null,
  data text[] not null,
  persons integer,
  noticed_at timestamptz not null,
  state text not null,
  due_at timestamptz,
  reported_by uuid,
  cause text,
  harm text,
  measures text,
  contained_at timestamptz,
  authority text,
  way text,
  advice text,
  contact text,
  told integer,
  told_at timestamptz,
  lesson text,
  closed_at timestamptz
);
create index catalogue_breaches_by_area on catalogue_breaches (area_code, id desc);
create index catalogue_breaches_in_public on catalogue_breaches (id desc) where way = 'public';

create table catalogue_assessments (
  id uuid primary key,
  area_code text collate "C" not null,
  title text not null,
  purpose text not null,
  grounds text[] not null,
  keys text[] not null,
  necessity text not null,
  risks text not null,
  safeguards text not null,
  verdict text not null check (verdict in ('fit', 'fitWithMeasures', 'unfit')),
  made_by uuid,
  made_name text not null,
  made_at timestamptz not null,
  review_on date not null
);
create index catalogue_assessments_by_area on catalogue_assessments (area_code, id desc);
create index catalogue_assessments_by_review on catalogue_assessments (review_on);
`
