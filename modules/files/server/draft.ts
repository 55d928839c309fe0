/** Before sending again, the phone asks what became of an upload; and it may throw one away. */
import { answer, type Work } from '@liren/kernel'
import { files } from '../contract.ts'
import { viewOf } from './link.ts'
import { store } from './store.ts'
import { eraseBytes } from './take-in.ts'
import { storageOf, viewing } from './tools.ts'
import { isTheirs } from './upload.ts'

const own = async (work: Work<typeof files>, id: string) => {
  const file = await store(work.db).find(id)
  // A guest's file is open to whoever knows its id only until an object holds it.
  const isGuests = file?.uploadedBy === null && file.forgetAt === null && work.actor.kind !== 'system'
  if (!file || !isTheirs(work, file) || isGuests) throw work.refuse('not-found', { id })
  return file
}

export const draft = answer(files, 'draft', async (work, { params }) =>
  viewOf(await own(work, params.id), await viewing(work)),
)

export const discard = answer(files, 'discard', async (work, { params }) => {
  work.audit({ object: `file:${params.id}` })
  await own(work, params.id)
  const gone = await store(work.db).remove(params.id)
  if (!gone) throw work.refuse('already-claimed', { id: params.id })
  await eraseBytes(await storageOf(work), gone)
  return undefined
})
