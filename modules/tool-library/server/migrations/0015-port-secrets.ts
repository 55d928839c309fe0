/** The secret between us and a department may be made at the desk; it lies sealed. One the operator put down in a file still counts. */
export const portSecrets = `
alter table tool_library_ports add column secret_sealed text;
alter table tool_library_ports add column secret_at timestamptz;
`
