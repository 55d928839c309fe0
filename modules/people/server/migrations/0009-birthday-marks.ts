/** A keyed mark of month and day of birth, so that ages change on the day; entries from before have none until they are written again, and go by the year. */
export default `
alter table people_persons add column birthday_mark text;
`
