/** Which day it is where the district lies: ages, expiries and "today" follow its calendar, not the server's. */
const format = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** `yyyy-MM-dd`. */
export const dayOf = (at: Date) => format.format(at)
