/** Photos that go out with a message: named with size and hash, fetched by the peer over a signed address below its own line. */
import { createHash } from 'node:crypto'
import { files } from '@liren/files/contract'
import { answer, secretsOf, type Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { connectors } from '../contract.ts'
import { mostBytes, mostPhotos, type SentPhoto } from '../exchange.ts'
import { peerNamed } from './peers.ts'
import { store } from './store.ts'

type ConnectorsWork = Work<typeof connectors>
/** Longer than a message is tried again, so that no photo is out of reach before its message. */
const validDays = 14

const signOf = (work: ConnectorsWork, peerId: string, matterId: string, fileId: string, until: string) =>
  secretsOf(work).fingerprint(`connectors photo ${peerId} ${matterId} ${fileId} ${until}`)

/** As a message names them; what is no photo, or larger than both sides agreed on, stays here. */
export const photosFor = async (
  work: ConnectorsWork,
  link: { readonly peerId: string; readonly matterId: string },
  fileIds: readonly string[],
): Promise<{ readonly photos?: readonly SentPhoto[] }> => {
  const shown = await work.use(files).view([...new Set(fileIds)])
  const until = String(Math.floor(work.now.getTime() / 1000) + validDays * 86_400)
  const photos = shown
    .filter(({ kind, byteCount }) => kind === 'photo' && byteCount <= mostBytes)
    .slice(0, mostPhotos)
    .map(({ id, sha256, byteCount }) => ({
      path: `photos/${id}?matter=${link.matterId}&until=${until}&sign=${signOf(work, link.peerId, link.matterId, id, until)}`,
      sha256,
      byteCount,
    }))
  return photos.length > 0 ? { photos } : {}
}

/** Photos everybody at the case has seen in its public steps, up to one of them. */
export const photosOfSteps = async (work: ConnectorsWork, matterId: string) =>
  (await work.use(matters).steps(matterId)).flatMap(({ isPublic, fileIds }) => (isPublic ? fileIds : []))

const isSame = (one: string, other: string) =>
  createHash('sha256').update(one).digest().equals(createHash('sha256').update(other).digest())

export const photo = answer(connectors, 'photo', async (work, { params, query }) => {
  if (!work.http) throw new Error('photos go out over HTTP')
  const peer = await peerNamed(work, params.code)
  if (!peer.isOn) throw work.refuse('peer-off')
  const right = signOf(work, peer.id, query.matter, params.id, query.until)
  if (!isSame(right, query.sign)) throw work.refuse('wrong-signature', {}, 'sign')
  if (!(Number(query.until) * 1000 > work.now.getTime())) throw work.refuse('wrong-time', {}, 'until')
  const links = await store(work.db).linksOf(query.matter)
  // Shown to this peer once, and of a case it has to do with.
  if (!links.some(({ peerId }) => peerId === peer.id) || !(await photosOfSteps(work, query.matter)).includes(params.id))
    throw work.refuse('not-found')
  const { mime, bytes } = await work.use(files).read(params.id)
  work.http.reply.headers({
    'content-type': mime,
    'content-length': bytes.byteLength,
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'referrer-policy': 'no-referrer',
  })
  work.http.reply.send(Buffer.from(bytes))
  return undefined
})
