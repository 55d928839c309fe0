/** Fetches the photos a peer named, from that peer alone: no longer than announced, the very bytes announced, and a photo. */
import { createHash } from 'node:crypto'
import { files } from '@liren/files/contract'
import { job, longJob, Refusal, type Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { connectors } from '../contract.ts'
import { mostBytes, nextTryAfter, type SentPhoto } from '../exchange.ts'
import { store } from './store.ts'

export type Wanted = {
  readonly peerCode: string
  readonly matterId: string
  readonly part: 'report' | 'after'
  readonly photos: readonly SentPhoto[]
  /** How often it was tried in vain. */
  readonly failures: number
}
const waitMs = 20_000

/** Below the peer's own line and nowhere else: a message cannot send us to another machine. */
const addressOf = (baseUrl: string, path: string): URL | null => {
  const base = new URL(`${baseUrl.replace(/\/$/, '')}/`)
  const url = new URL(path, base)
  return url.origin === base.origin && url.pathname.startsWith(base.pathname) ? url : null
}

/** `final`: trying again cannot help. */
type Got = { readonly bytes: Buffer } | { readonly why: string; readonly isFinal: boolean }

const get = async (baseUrl: string, wanted: SentPhoto): Promise<Got> => {
  const url = addressOf(baseUrl, wanted.path)
  if (!url) return { why: 'address', isFinal: true }
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(waitMs) })
    if (!response.ok || !response.body) return { why: `HTTP ${response.status}`, isFinal: response.status < 500 }
    const parts: Uint8Array[] = []
    let count = 0
    const most = Math.min(mostBytes, wanted.byteCount)
    for await (const part of response.body) {
      count += part.byteLength
      if (count > most) return { why: 'size', isFinal: true }
      parts.push(part)
    }
    const bytes = Buffer.concat(parts)
    const isIt = createHash('sha256').update(bytes).digest('hex') === wanted.sha256
    return isIt ? { bytes } : { why: 'hash', isFinal: true }
  } catch (error) {
    return { why: error instanceof Error ? error.name : 'unreachable', isFinal: false }
  }
}

/** The same photo of the same case always has the same id: fetched twice, it is kept once. */
const idOf = (matterId: string, sha256: string) => {
  const hex = createHash('sha256').update(`${matterId} ${sha256}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const tryAgain = (work: Work<typeof connectors>, wanted: Wanted, photos: readonly SentPhoto[], pauseMs: number) => {
  const again: Wanted = { ...wanted, photos, failures: wanted.failures + 1 }
  work.enqueue('fetch-photos', again, { startAt: new Date(work.now.getTime() + pauseMs) })
}

const objectOf = (matterId: string) => `link:${matterId}`
const dayMs = 86_400_000

/** A day later whoever keeps the case holds its photos; what nobody took goes. */
export const letGo = job(
  connectors,
  'let-go',
  { retryLimit: 3 },
  async (work, { matterId }: { readonly matterId: string }) => {
    await work.use(files).release({ module: 'connectors', object: objectOf(matterId) })
  },
)

export const fetchPhotos = longJob<typeof connectors, Wanted>(
  connectors,
  'fetch-photos',
  { retryLimit: 3 },
  async (spell, wanted) => {
    const peer = await spell((work) => store(work.db).peer(wanted.peerCode))
    if (!peer?.isOn) return
    // A case that is still being opened takes its photos once it is there; one that was not taken in never does.
    const isThere = await spell(async (work) => {
      const [row] = await work.use(matters).rows([wanted.matterId])
      const pause = row ? null : nextTryAfter(wanted.failures + 1)
      if (pause !== null) tryAgain(work, wanted, wanted.photos, pause)
      return row !== undefined
    })
    if (!isThere) return
    const later: SentPhoto[] = []
    const lost: string[] = []
    for (const one of wanted.photos) {
      const got = await get(peer.baseUrl, one)
      if (!('bytes' in got)) {
        if (got.isFinal) lost.push(got.why)
        else later.push(one)
        continue
      }
      const why = await spell(async (work) => {
        try {
          const { id, kind } = await work
            .use(files)
            .keep(
              { name: 'photo', bytes: got.bytes, id: idOf(wanted.matterId, one.sha256) },
              { module: 'connectors', object: objectOf(wanted.matterId) },
            )
          if (kind !== 'photo') throw work.refuse('no-photo')
          work.emit('photosCame', { caseId: wanted.matterId, part: wanted.part, photoIds: [id] })
          const { matterId } = wanted
          work.enqueue('let-go', { matterId }, { key: matterId, startAt: new Date(work.now.getTime() + dayMs) })
          return null
        } catch (error) {
          if (error instanceof Refusal) return error.code
          throw error
        }
      })
      if (why) lost.push(why)
    }
    const pause = later.length > 0 ? nextTryAfter(wanted.failures + 1) : null
    if (pause !== null) await spell(async (work) => tryAgain(work, wanted, later, pause))
    const count = lost.length + (pause === null ? later.length : 0)
    if (count > 0)
      await spell(async (work) => {
        const [row] = await work.use(matters).rows([wanted.matterId])
        if (!row) return
        const why = [...new Set(lost)].join(', ') || 'unreachable'
        await work.use(matters).note(wanted.matterId, {
          what: 'connectors/photosLost',
          facts: { peer: peer.name, what: work.words('connectors.photosLost', { count, why }) },
          isPublic: false,
        })
      })
  },
)
