/** What people live by and where it is answered in their community; told to anybody. */
import { answer, installed } from '@liren/kernel'
import { launcher } from '../contract.ts'
import { standing } from '../needs.ts'
import { offHere, pictureOf } from './picture.ts'
import { store } from './store.ts'

export const needs = answer(launcher, 'needs', async (work, { query }) => {
  const area = query.area ?? ''
  const [all, off, names, { tools }] = await Promise.all([
    store(work.db).needs(),
    offHere(work, area),
    store(work.db).names(),
    pictureOf(work, area),
  ])
  const [here, closed] = [new Set(installed(work)), new Set(off)]
  const known = {
    all: new Set(names.map(({ id }) => id)),
    running: new Set(tools.filter(({ kind }) => kind === 'declared').map(({ id }) => id)),
  }
  return {
    items: all
      .map((need) => standing(need, here, closed, known))
      .filter(({ ways, lacking }) => ways.length + lacking.length > 0),
  }
})
