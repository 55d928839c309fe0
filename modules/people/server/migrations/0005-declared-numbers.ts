/** Numbers people gave of themselves: kept apart from those an office vouches for, and found by whoever enters the same one. */
export const declaredNumbers = `
alter table people_persons add column declared_fingerprint text;
create index people_persons_declared on people_persons (declared_fingerprint) where declared_fingerprint is not null;
`
