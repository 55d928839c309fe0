/** 企业质询 An enterprise asks why it was looked at; the look itself stays as it happened. */
export const enterpriseQuestions = `
create table catalogue_enterprise_questions (
  matter_id uuid primary key,
  look_id uuid not null unique references catalogue_enterprise_looks (id) on delete cascade,
  area_code text collate "C" not null,
  sealed_text text not null,
  asked_at timestamptz not null,
  answer text,
  answered_at timestamptz
);
`
