/** Uses that a level above laid down or keeps because it is due: `laid` came with the demand, `kept` was there before. */
export const levels = `
alter table tool_library_uses add column mandate text;
`
