/** Codes are counted by the address they were asked from as well; only a keyed print of it is kept, and a day's worth matters. */
export const codesByAddress = `
alter table identity_codes add column address_print text;
create index identity_codes_by_address on identity_codes (address_print, asked_at desc) where address_print is not null;
`
