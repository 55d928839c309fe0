/** What somebody reported for whom an account acts: newest first by person as well, so that no list is sorted whole. */
export default `
create index matters_parties_of_person on matters_parties (person_id, since desc, matter_id desc) where person_id is not null;
drop index matters_parties_person;
`
