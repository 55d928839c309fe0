/** One library signs for every publisher of its district: its key is trusted for each of them by itself. */
export const sharedKeys = `
alter table tool_library_keys drop constraint tool_library_keys_pkey;
alter table tool_library_keys add primary key (key_id, publisher);
`
