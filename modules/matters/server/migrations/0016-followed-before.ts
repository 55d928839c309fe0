/** Who followed a matter before theirs was merged into it follows it again when theirs is taken out. */
export default `
alter table matters_parties add column followed_as text;
`
