/** How long matters of one process took is asked over a window of closings. */
export default `
create index matters_matters_closed on matters_matters (process, closed_at desc) where closed_at is not null;
`
