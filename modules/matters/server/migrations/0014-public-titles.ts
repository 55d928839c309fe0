/** What everybody reads in place of a matter's title: null is the title itself, empty nothing of its words. */
export default `
alter table matters_matters add column public_title text;
`
