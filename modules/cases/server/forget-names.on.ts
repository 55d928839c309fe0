/** After a committed change of a category or of a name, what is kept in memory is read anew: nobody goes on saying what was before. */
import { listen } from '@liren/kernel'
import { cases } from '../contract.ts'
import { forgetReference } from './reference.ts'

export const afterNames = listen(cases, cases, 'namedHere', 'forget-names', async (work) => forgetReference(work))
export const afterCategories = listen(cases, cases, 'categoryChanged', 'forget-categories', async (work) =>
  forgetReference(work),
)
