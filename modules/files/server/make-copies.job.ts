/** Draws the copies of large pictures after the phone has had its answer, and anew when a name must leave a watermark. */
import { job } from '@liren/kernel'
import { files } from '../contract.ts'
import { makeCopies } from './photo.ts'
import { bytesOf, originalKey } from './storage.ts'
import { store } from './store.ts'
import { keepCopies } from './take-in.ts'
import { maxPixelsOf, storageOf } from './tools.ts'

export const makeCopiesJob = job<typeof files, { fileId: string }>(
  files,
  'make-copies',
  {},
  async (work, { fileId }) => {
    const file = await store(work.db).find(fileId)
    if (!file || file.isReady) return
    const storage = await storageOf(work)
    const stream = await storage.open(originalKey(file.sha256, file.id))
    if (!stream) throw new Error(`file ${fileId} has lost its bytes`)
    const copies = await makeCopies({ bytes: await bytesOf(stream) }, file.caption, await maxPixelsOf(work)).catch(
      (error) => {
        // Its header was fine, its body is not; trying again would not help. It stays as evidence, without copies.
        work.log.warn('no copies could be drawn', { fileId, error })
        return null
      },
    )
    if (!copies) return
    await keepCopies(storage, file, file.copies + 1, copies)
    await store(work.db).ready(file.id, file.copies + 1)
  },
)
