/** Takes an uploaded table in, to a file, before its act begins: a slow sender must hold no transaction, lock or connection. */
import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { networkOf } from './address.ts'
import type { Core } from './core.ts'
import type { Upload } from './module.ts'
import { Refusal, refuseAsKernel } from './refusal.ts'

/** Uploads one caller may have under way: an account the photos of one report, an address a whole office of guests. */
const atMost = { account: 9, address: 100 } as const
const underWay = new WeakMap<Core, Map<string, number>>()

/** Counts an upload in; the answer counts it out. @throws Refusal when this caller has too many under way. */
export const beginUpload = (core: Core, request: FastifyRequest): (() => void) => {
  const counts = underWay.get(core) ?? new Map<string, number>()
  underWay.set(core, counts)
  const isGuest = request.actor.kind === 'guest'
  const caller = isGuest ? `address:${networkOf(request.ip)}` : `account:${request.actor.id}`
  const before = counts.get(caller) ?? 0
  if (before >= atMost[isGuest ? 'address' : 'account']) throw refuseAsKernel('too-many-requests')
  counts.set(caller, before + 1)
  return () => {
    const left = (counts.get(caller) ?? 1) - 1
    if (left > 0) counts.set(caller, left)
    else counts.delete(caller)
  }
}

const folderOf = (core: Core) => resolve(core.config.dataFolder, 'incoming')
const dayMs = 86_400_000

/** What a process that was stopped left behind. */
const sweep = async (folder: string) => {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found && Date.now() - found.mtimeMs > dayMs) await rm(path, { force: true })
  }
}

/** @throws Refusal when it is larger than `mostBytes`. The file is removed by `remove`. */
export const receiveUpload = async (
  core: Core,
  request: FastifyRequest,
  reply: FastifyReply,
  mostBytes: number,
): Promise<Upload & { readonly remove: () => Promise<void> }> => {
  const folder = folderOf(core)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await sweep(folder)
  const path = join(folder, randomUUID())
  const remove = () => rm(path, { force: true })
  const fields = new Map<string, string>()
  let file: Upload['file'] = null
  try {
    for await (const part of request.parts({ limits: { files: 1, fileSize: mostBytes } })) {
      if (part.type === 'field') {
        fields.set(part.fieldname, String(part.value))
        continue
      }
      await pipeline(part.file, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
      if (part.file.truncated) {
        // The rest of it is not worth waiting for.
        reply.header('connection', 'close')
        throw refuseAsKernel('too-large')
      }
      const byteCount = part.file.bytesRead
      file = byteCount === 0 ? null : { name: part.filename, byteCount, bytes: () => readFile(path) }
    }
  } catch (error) {
    await remove()
    // Whoever hung up in the middle has met no bug.
    throw error instanceof Refusal || request.raw.complete ? error : refuseAsKernel('unreadable')
  }
  return { fields, file, remove }
}
