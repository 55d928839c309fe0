/** Somebody's log-in is tied to another entry of the register: what they filled in goes along, drafts and all. */
import type { Work } from '@liren/kernel'
import type { CarriedAlong } from '@liren/people/contract'
import { submissions } from './store-submissions.ts'

export const carry: CarriedAlong['carry'] = (work, { accountId, from, to }) =>
  submissions((work as Work).db).carry(accountId, from, to)
