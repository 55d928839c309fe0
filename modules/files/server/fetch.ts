/** Hands out bytes behind a link. Nothing here runs in a page: no sniffing, no scripts, papers only as downloads. */
import { answer } from '@liren/kernel'
import { files } from '../contract.ts'
import { checkLink } from './link.ts'
import { copyKey, originalKey, type Range } from './storage.ts'
import { store } from './store.ts'
import { signOf, storageOf } from './tools.ts'

/** One range, as players of sound and film ask for; anything else gets the whole. */
export const rangeOf = (header: string | undefined, byteCount: number): Range | null => {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return null
  const from = match[1] === '' ? Math.max(0, byteCount - Number(match[2])) : Number(match[1])
  const to = match[1] === '' || match[2] === '' ? byteCount - 1 : Math.min(Number(match[2]), byteCount - 1)
  return from <= to && from < byteCount ? { from, to } : null
}

const mimes = { view: 'image/jpeg', thumb: 'image/webp' } as const

export const fetchBytes = answer(files, 'fetch', async (work, { params: { id, variant }, query }) => {
  if (!work.http) throw new Error('bytes go out over HTTP')
  const { request, reply } = work.http
  const file = await store(work.db).find(id)
  const isOpen = file?.isPublic === true && variant !== 'original'
  const verdict = checkLink(signOf(work), { id, variant, until: query.until, sign: query.sign }, work.now)
  if (!isOpen && verdict === 'expired') throw work.refuse('link-expired')
  if (!isOpen && verdict === 'wrong') throw work.refuse('link-wrong')
  if (!file) throw work.refuse('not-found', { id })
  // While a name is being taken out of a watermark, whoever was given a link still sees the copy they were given it for.
  const hasCopies = file.isReady || (file.copies > 0 && verdict === 'right')
  if (variant !== 'original' && (file.kind !== 'photo' || !hasCopies)) throw work.refuse('not-ready', { id })

  const tag = `"${file.sha256.slice(0, 16)}-${variant}-${file.copies}"`
  const seconds = Math.max(0, Number(query.until) - Math.floor(work.now.getTime() / 1000))
  const isDocument = variant === 'original' && file.kind === 'document'
  reply.headers({
    'content-type': variant === 'original' ? file.mime : mimes[variant],
    'content-disposition': `${isDocument ? 'attachment' : 'inline'}; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`)}`,
    // Hiding a public picture must work within minutes.
    'cache-control': isOpen && file.isReady ? 'public, max-age=300' : `private, max-age=${seconds}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    etag: tag,
  })
  if (request.headers['if-none-match'] === tag) {
    reply.code(304).send()
    return undefined
  }
  const byteCount = Number(file.byteCount)
  const range = variant === 'original' ? rangeOf(request.headers.range, byteCount) : null
  if (variant === 'original') {
    reply.header('accept-ranges', 'bytes')
    reply.header('content-length', range ? range.to - range.from + 1 : byteCount)
    if (range) reply.code(206).header('content-range', `bytes ${range.from}-${range.to}/${byteCount}`)
  }
  const key = variant === 'original' ? originalKey(file.sha256, id) : copyKey(file.sha256, id, variant, file.copies)
  const stream = await (await storageOf(work)).open(key, range ?? undefined)
  if (!stream) throw work.refuse('not-found', { id })
  reply.send(stream)
  return undefined
})
