/** What other modules ask of files, inside their own work and transaction. */
import { createHash } from 'node:crypto'
import { uuidv7, type Work } from '@liren/kernel'
import type { Claim, FilesPort, files } from '../contract.ts'
import { saysNothing } from '../look.ts'
import { viewOf } from './link.ts'
import { bytesOf, originalKey } from './storage.ts'
import { type ShownFile, store } from './store.ts'
import { takeIn } from './take-in.ts'
import { hoursFrom, storageOf, viewing } from './tools.ts'
import { isTheirs } from './upload.ts'

type FilesWork = Work<typeof files>

const inOrder = (ids: readonly string[], found: readonly ShownFile[]) => {
  const byId = new Map(found.map((file) => [file.id, file]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Everybody will see it: the name of whoever took it goes out of the picture. */
const withoutNames = async (work: FilesWork, ids: readonly string[]) => {
  for (const file of await store(work.db).lock(ids)) {
    if (!file.caption?.name) continue
    await store(work.db).recaption(file.id, { ...file.caption, name: null })
    work.enqueue('make-copies', { fileId: file.id }, { key: file.id })
  }
}

const claim = async (work: FilesWork, fileIds: readonly string[], by: Claim) => {
  const ids = [...new Set(fileIds)]
  if (ids.length === 0) return []
  const known = new Map((await store(work.db).lock(ids)).map((file) => [file.id, file]))
  const held = await store(work.db).holders(ids)
  for (const id of ids) {
    const file = known.get(id)
    if (!file) throw work.refuse('not-found', { id }, 'fileIds')
    const isHeldByIt = held.some(
      (one) => one.fileId === id && one.module === by.module && (one.object === by.object || one.object === by.from),
    )
    const isGuestsAndTaken = file.uploadedBy === null && file.forgetAt === null && work.actor.kind !== 'system'
    if (!isHeldByIt && (!isTheirs(work, file) || isGuestsAndTaken)) throw work.refuse('not-yours', { id }, 'fileIds')
  }
  const isPublic = by.isPublic ?? false
  await store(work.db).claim(ids, { module: by.module, object: by.object, isPublic, claimedAt: work.now })
  if (isPublic) await withoutNames(work, ids)
  return ids
}

export const filesPort = (plain: Work): FilesPort => {
  // The kernel makes this work for this module; its refusals, jobs and events are ours.
  const work = plain as FilesWork
  const view = async (ids: readonly string[], original?: boolean) => {
    const about = { ...(await viewing(work)), original: original ?? false }
    return inOrder(ids, await store(work.db).many(ids)).map((file) => viewOf(file, about))
  }
  return {
    claim: async (fileIds, by) => view(await claim(work, fileIds, by)),
    view: async (fileIds, options) => {
      if (options?.original && fileIds.length > 0) work.audit({ facts: { originalsOf: [...fileIds] } })
      return view(fileIds, options?.original)
    },
    taken: async (fileIds) =>
      (await store(work.db).many(fileIds)).map(({ id, takenAt, takenLon, takenLat }) => ({
        id,
        at: takenAt,
        place: takenLon === null || takenLat === null ? null : { lon: takenLon, lat: takenLat },
      })),
    looks: async (fileIds) =>
      new Map(
        (await store(work.db).many(fileIds)).flatMap(({ id, look }) =>
          look === null || saysNothing(look) ? [] : [[id, look]],
        ),
      ),
    of: async (module, object) => {
      const about = await viewing(work)
      return (await store(work.db).heldBy(module, object)).map((file) => viewOf(file, about))
    },
    publish: async ({ module, object, isPublic }) => {
      const changed = await store(work.db).publish(module, object, isPublic)
      if (isPublic)
        await withoutNames(
          work,
          changed.map((one) => one.fileId),
        )
    },
    release: ({ module, object }, fileIds) =>
      store(work.db).release(module, object, fileIds ?? null, hoursFrom(work.now, 1)),
    keep: async (given, by) => {
      const id = given.id ?? uuidv7()
      const bytes = Buffer.from(given.bytes)
      if (!(await store(work.db).find(id))) {
        const file = await takeIn(work, {
          id,
          bytes: { bytes },
          byteCount: bytes.length,
          sha256: createHash('sha256').update(bytes).digest('hex'),
          name: given.name,
          guestKey: null,
          saidTakenAt: null,
          watermark: given.watermark ?? null,
        })
        await store(work.db).add(file, null)
        if (!file.isReady) work.enqueue('make-copies', { fileId: id }, { key: id })
      }
      await store(work.db).claim([id], {
        module: by.module,
        object: by.object,
        isPublic: by.isPublic ?? false,
        claimedAt: work.now,
      })
      const [kept] = await view([id])
      if (!kept) throw new Error(`file ${id} was kept and is not there`)
      return kept
    },
    read: async (fileId) => {
      const file = await store(work.db).find(fileId)
      const stream = file && (await (await storageOf(work)).open(originalKey(file.sha256, file.id)))
      if (!file || !stream) throw work.refuse('not-found', { id: fileId })
      return { name: file.name, mime: file.mime, bytes: await bytesOf(stream) }
    },
  }
}
