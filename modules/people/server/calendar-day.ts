/** Which day it is where the district lies: ages, expiries and "today" follow its calendar, not the server's. */
export { dayOf } from '@liren/contract/day'
