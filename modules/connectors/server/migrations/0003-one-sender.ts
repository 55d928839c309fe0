/** Who sends to a peer says so for a while, and holds no row over the network. */
export const oneSender = `
alter table connectors_peers add column sending_until timestamptz;
`
