/** The notes of the communities within reach, newest first. */
import { answer } from '@liren/kernel'
import { sampleNotes } from '../contract.ts'
import { shown, store } from './store.ts'

export const list = answer(sampleNotes, 'list', async (work, { query }) => {
  const limit = query.limit ?? 20
  const notes = await store(work.db).page(work.scope('sample-notes.read'), query.area, query.after, limit + 1)
  const items = notes.slice(0, limit)
  return { items: items.map(shown), next: notes.length > limit ? (items.at(-1)?.id ?? null) : null }
})
