/** Which text was signed, to the letter; and what the condition of an item said of whoever applied. */
export const withSignedAndJudged = `
alter table services_materials add column text_version integer check (text_version >= 1);
alter table services_materials add column text_sha256 text check (length(text_sha256) = 64);
alter table services_applications add column verdict text not null default 'none' check (verdict in ('none', 'unknown', 'yes', 'no'));
alter table services_applications add column unknown_facts text[] not null default '{}';
`
