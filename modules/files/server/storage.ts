/** Where bytes lie: one interface, two homes (local disk, S3), names made of hashes and ids only. */
import type { Readable } from 'node:stream'

/** What to keep: bytes in memory or a finished file beside the storage. */
export type Source = { readonly path: string } | { readonly bytes: Uint8Array }
export type Range = { readonly from: number; readonly to: number }

export type Storage = {
  /** Whole or not at all; keeping the same key again is harmless. `sha256` of the source, hex. */
  readonly keep: (
    key: string,
    source: Source,
    facts: { readonly sha256: string; readonly mime: string },
  ) => Promise<void>
  /** Null when nothing lies there. */
  readonly open: (key: string, range?: Range) => Promise<Readable | null>
  readonly erase: (key: string) => Promise<void>
}

export type Variant = 'original' | 'view' | 'thumb'

const hash = /^[0-9a-f]{64}$/
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Originals by hash, so that a changed byte shows; and by file, so that erasing one never takes another's: sharing
 * bytes between files would need a lock across database and storage.
 */
export const originalKey = (sha256: string, id: string) => {
  if (!hash.test(sha256)) throw new Error('not a hash')
  if (!uuid.test(id)) throw new Error('not an id')
  return `originals/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}.${id}`
}

/** Copies by file and making, since each file has a watermark of its own and may be drawn anew. */
export const copyKey = (sha256: string, id: string, variant: 'view' | 'thumb', making: number) => {
  if (!hash.test(sha256)) throw new Error('not a hash')
  if (!uuid.test(id)) throw new Error('not an id')
  return `copies/${id.slice(-2)}/${id}.${sha256.slice(0, 8)}.${making}.${variant}`
}

export const bytesOf = async (stream: Readable): Promise<Buffer> => {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}
