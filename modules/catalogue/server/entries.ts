/** The dictionary as staff read it. */
import { answer, defaultLimit, pageOf, readCursor } from '@liren/kernel'
import { catalogue } from '../contract.ts'
import { dictionaryOf } from './deed.ts'

export const listEntries = answer(catalogue, 'listEntries', async (work, { query }) => {
  const { after, limit = defaultLimit, q, ledger, sharing } = query
  const [last] = readCursor(after) ?? []
  const found = [...(await dictionaryOf(work)).values()].filter(
    (one) =>
      (last === undefined || one.key > last) &&
      (!ledger || one.ledger === ledger) &&
      (!sharing || one.sharing === sharing) &&
      (!q || [one.key, one.name.zh, one.name.en, one.owner, one.source].some((words) => words.includes(q))),
  )
  return pageOf(found.slice(0, limit + 1), limit, ({ key }) => [key])
})

export const readEntry = answer(catalogue, 'readEntry', async (work, { params }) => {
  const entry = (await dictionaryOf(work)).get(params.key)
  if (!entry) throw work.refuse('not-found', {}, 'key')
  return entry
})
