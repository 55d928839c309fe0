/** What people live by and where it is answered in their community; told to anybody. */
import { answer, installed } from '@liren/kernel'
import { launcher } from '../contract.ts'
import { standing } from '../needs.ts'
import { offHere } from './picture.ts'
import { store } from './store.ts'

export const needs = answer(launcher, 'needs', async (work, { query }) => {
  const [all, off] = await Promise.all([store(work.db).needs(), offHere(work, query.area ?? '')])
  const [here, closed] = [new Set(installed(work)), new Set(off)]
  return { items: all.map((need) => standing(need, here, closed)) }
})
