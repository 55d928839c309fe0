/** Forgets drafts nobody claimed in time and files nobody holds any more; rows first, bytes after the commit. */
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { job } from '@liren/kernel'
import { files } from '../contract.ts'
import { store } from './store.ts'
import { eraseBytes } from './take-in.ts'
import { incomingOf, storageOf } from './tools.ts'

type Gone = { readonly id: string; readonly sha256: string; readonly copies: number }

/** Half uploads of processes that were killed. */
const sweepIncoming = async (folder: string) => {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found && Date.now() - found.mtimeMs > 24 * 3_600_000) await rm(path, { force: true })
  }
}

export const purge = job(files, 'purge', { cron: '17 * * * *' }, async (work) => {
  const gone: readonly Gone[] = await store(work.db).purge(work.now)
  if (gone.length > 0) work.enqueue('erase-bytes', { gone })
  if (gone.length === 200) work.enqueue('purge', null)
  if (gone.length > 0) work.audit({ facts: { count: gone.length } })
  await sweepIncoming(incomingOf(work))
})

export const eraseBytesJob = job<typeof files, { gone: readonly Gone[] }>(
  files,
  'erase-bytes',
  {},
  async (work, { gone }) => {
    const storage = await storageOf(work)
    for (const file of gone) await eraseBytes(storage, file)
  },
)
