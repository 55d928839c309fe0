/** Takes the bytes of one upload in: to a file beside the storage, counted and hashed on the way, never into memory. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Static } from '@liren/contract'
import type { FastifyRequest } from 'fastify'
import type { UploadFields } from '../contract.ts'

export type Received = {
  readonly path: string
  readonly name: string | undefined
  readonly sha256: string
  readonly byteCount: number
  readonly fields: Static<typeof UploadFields>
}

const store = async (path: string, stream: AsyncIterable<Buffer>, maxBytes: number) => {
  const handle = await open(path, 'wx', 0o600)
  const hash = createHash('sha256')
  let byteCount = 0
  try {
    for await (const part of stream) {
      byteCount += part.length
      if (byteCount > maxBytes) return 'too-large'
      hash.update(part)
      await handle.writeFile(part)
    }
  } finally {
    await handle.close()
  }
  return { sha256: hash.digest('hex'), byteCount }
}

const fieldNames = ['takenAt', 'place', 'withName', 'watermark'] as const

/** @returns the received file, which the caller removes; or why there is none. A broken connection throws. */
export const receive = async (
  request: FastifyRequest,
  folder: string,
  maxBytes: number,
): Promise<Received | 'no-file' | 'too-large'> => {
  if (!request.isMultipart()) return 'no-file'
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, randomUUID())
  const texts: Record<string, string> = {}
  let found: { name: string | undefined; sha256: string; byteCount: number } | null = null
  try {
    const parts = request.parts({ limits: { files: 1, fields: 8, fieldSize: 2000, parts: 10, fileSize: maxBytes + 1 } })
    for await (const part of parts) {
      if (part.type === 'field') {
        if (fieldNames.some((name) => name === part.fieldname)) texts[part.fieldname] = String(part.value)
        continue
      }
      const stored = await store(path, part.file, maxBytes)
      if (stored === 'too-large' || part.file.truncated) {
        await rm(path, { force: true })
        return 'too-large'
      }
      found = { name: part.filename, ...stored }
    }
  } catch (cause) {
    await rm(path, { force: true })
    throw cause
  }
  if (!found || found.byteCount === 0) {
    await rm(path, { force: true })
    return 'no-file'
  }
  // The caller checks these texts against `UploadFields` before it uses any.
  return { path, ...found, fields: texts as Static<typeof UploadFields> }
}
