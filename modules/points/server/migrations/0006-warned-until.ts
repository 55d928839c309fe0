/** The last day for which owners were told what expires: a day on which nothing ran is made up for. */
export const warnedUntil = `
create table points_warned_until (
  is_only boolean primary key default true check (is_only),
  on_day date not null
);
`
