/** One file comes in under an id the phone made up; sent again after a broken connection, it is the same file. */
import { rm } from 'node:fs/promises'
import { answerOnce, networkOf, refuseField, secretsOf, type Work } from '@liren/kernel'
import { type FileView, files } from '../contract.ts'
import { viewOf } from './link.ts'
import { type Received, receive } from './receive.ts'
import { store } from './store.ts'
import { eraseBytes, takeIn } from './take-in.ts'
import { hoursFrom, incomingOf, largestMegabytes, settingOf, storageOf, viewing } from './tools.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Files of an account are its own; a guest's belong to whoever knows the id. */
export const isTheirs = (work: Work<typeof files>, file: { readonly uploadedBy: string | null }) =>
  work.actor.kind === 'system' || file.uploadedBy === null || file.uploadedBy === work.actor.id

const checkGuest = async (work: Work<typeof files>, guestKey: string | null) => {
  if (!guestKey) return
  const most = await settingOf(work, 'guestUploadsPerHour')
  if ((await store(work.db).draftsOfGuest(guestKey, hoursFrom(work.now, -1))) >= most)
    throw work.refuse('too-many-drafts', { most })
}

/** What nobody handed in lies here until it is cleared away: one account must not fill the disk of the district with it. */
const checkAccount = async (work: Work<typeof files>) => {
  if (work.actor.kind !== 'account' || !work.actor.id) return
  const megabytes = await settingOf(work, 'waitingMegabytesPerAccount')
  if ((await store(work.db).waitingOfAccount(work.actor.id)) >= megabytes * 1_000_000)
    throw work.refuse('too-much-waiting', { megabytes, hours: await settingOf(work, 'draftHours') })
}

const checkFields = (fields: Received['fields']) => {
  const { takenAt, place, withName, watermark } = fields
  const flags = [undefined, 'true', 'false']
  if (takenAt !== undefined && Number.isNaN(Date.parse(takenAt))) throw refuseField('takenAt', 'format')
  if ((place?.length ?? 0) > 60) throw refuseField('place', 'maxLength')
  // The database keeps no NUL.
  if (place?.includes('\0')) throw refuseField('place', 'format')
  if (!flags.includes(withName)) throw refuseField('withName', 'enum')
  if (!flags.includes(watermark)) throw refuseField('watermark', 'enum')
}

/** A clock that runs ahead, or a picture said to be from last year, is not believed. */
const saidTakenAt = (work: Work<typeof files>, text: string | undefined) => {
  const at = text === undefined ? null : new Date(text)
  const isLikely = at !== null && at <= hoursFrom(work.now, 0.2) && at > hoursFrom(work.now, -24 * 30)
  return isLikely ? at : null
}

const again = async (work: Work<typeof files>, id: string): Promise<FileView | null> => {
  const known = await store(work.db).find(id)
  if (!known) return null
  if (!isTheirs(work, known)) throw work.refuse('not-yours', { id })
  await store(work.db).note(work.tail())
  return viewOf(known, await viewing(work))
}

export const upload = answerOnce(files, 'upload', async (work, { params }) => {
  if (!work.http) throw new Error('an upload comes over HTTP')
  const { request, reply } = work.http
  const id = params.id.toLowerCase()
  // The door leaves multipart routes to their handler.
  if (!uuid.test(id)) throw refuseField('id', 'format')
  work.audit({ object: `file:${id}` })
  const known = await again(work, id)
  if (known) return known
  const guestKey =
    work.actor.kind === 'guest' ? secretsOf(work).fingerprint(`files/guest:${networkOf(request.ip)}`) : null
  await checkGuest(work, guestKey)
  await checkAccount(work)
  const megabytes = await largestMegabytes(work)
  const received = await receive(request, incomingOf(work), megabytes * 1_000_000)
  if (received === 'too-large') {
    // The rest of it is not worth waiting for.
    reply.header('connection', 'close')
    throw work.refuse('too-large', { megabytes }, 'file')
  }
  if (received === 'no-file') throw work.refuse('no-file', {}, 'file')
  try {
    checkFields(received.fields)
    const { takenAt, place, withName, watermark } = received.fields
    const file = await takeIn(work, {
      ...received,
      id,
      bytes: { path: received.path },
      guestKey,
      saidTakenAt: saidTakenAt(work, takenAt),
      watermark:
        watermark === 'false'
          ? null
          : {
              ...(place ? { place } : {}),
              ...(withName === 'true' && work.actor.kind === 'account' ? { name: work.actor.name } : {}),
            },
    })
    work.emit('received', { fileId: id, kind: file.kind })
    work.audit({ facts: { kind: file.kind, byteCount: file.byteCount, sha256: file.sha256 } })
    if (!file.isReady) work.enqueue('make-copies', { fileId: id }, { key: id })
    if (await store(work.db).add(file, work.tail())) return viewOf({ ...file, isPublic: false }, await viewing(work))
    // Two sendings met; the first one counts.
    const first = await store(work.db).find(id)
    if (!first || !isTheirs(work, first)) throw work.refuse('not-yours', { id })
    if (first.sha256 !== file.sha256) await eraseBytes(await storageOf(work), file)
    return viewOf(first, await viewing(work))
  } finally {
    await rm(received.path, { force: true })
  }
})
