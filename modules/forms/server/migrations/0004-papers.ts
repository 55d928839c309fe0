/** Sheets of paper somebody wrote on, photographed and kept beside the answers entered from them. */
export const withPapers = `
create table forms_papers (
  id uuid primary key,
  -- Null once the form is gone: the picture goes the next night.
  submission_id uuid references forms_submissions (id) on delete set null,
  sheet integer not null check (sheet between 1 and 99),
  sheets integer,
  -- The version it was printed under, where its code was read.
  version integer,
  is_read_by_code boolean not null,
  file_id uuid not null,
  kept_by uuid,
  kept_by_name text not null,
  kept_at timestamptz not null
);
create unique index forms_papers_sheet on forms_papers (submission_id, sheet);
create index forms_papers_loose on forms_papers (id) where submission_id is null;
`
