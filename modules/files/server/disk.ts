/** The local disk as storage: written beside, fsynced, renamed into place, so that a killed process leaves no half file. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import type { Source, Storage } from './storage.ts'

/** A rename lasts only when the folder it happened in is on the disk too. */
const syncFolder = async (folder: string) => {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const write = async (path: string, source: Source) => {
  const handle = await open(path, 'wx', 0o600)
  try {
    if ('bytes' in source) await handle.writeFile(source.bytes)
    else
      for await (const part of createReadStream(source.path, { highWaterMark: 1 << 20 })) await handle.writeFile(part)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const isMissing = (cause: unknown) => cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'

/** @param folder everything lies below it; a key that leads out of it is a bug and throws. */
export const diskStorage = (folder: string): Storage => {
  const root = resolve(folder)
  const pathOf = (key: string) => {
    const path = resolve(root, key)
    if (!path.startsWith(root + sep)) throw new Error('a key may not lead out of the storage')
    return path
  }
  const isThere = (path: string) =>
    stat(path).then(
      () => true,
      () => false,
    )
  return {
    keep: async (key, source, { sha256 }) => {
      const path = pathOf(key)
      if (key.includes(sha256) && (await isThere(path))) return
      const beside = join(root, 'incoming')
      await mkdir(beside, { recursive: true, mode: 0o700 })
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const draft = join(beside, randomUUID())
      try {
        await write(draft, source)
        await rename(draft, path)
        await syncFolder(dirname(path))
      } catch (cause) {
        await rm(draft, { force: true })
        throw cause
      }
    },
    open: async (key, range) => {
      try {
        const stream = createReadStream(pathOf(key), range ? { start: range.from, end: range.to } : {})
        await once(stream, 'open')
        return stream
      } catch (cause) {
        if (isMissing(cause)) return null
        throw cause
      }
    },
    erase: (key) => rm(pathOf(key), { force: true }),
  }
}
