/** A photo or film picked on this phone: a photo is scaled down at once, both are kept as bytes until the server has it, sent under one id however often. */
import { type Problem, Refused } from '@liren/contract'
import { ask, problemOf, type Step } from '@liren/web'
import { carryNotes, fitInto } from '../carry-notes.ts'
import { type FileView, files } from '../contract.ts'

/** Safe to keep in a draft or in the outbox: Blobs survive both. */
export type Picked = { readonly id: string; readonly blob: Blob; readonly name: string; readonly takenAt: string }

/** Longest edge sent over a phone's network; the server keeps these bytes as the original. */
const longestEdge = 1600

const scaleDown = async (file: Blob): Promise<Blob> => {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const { width, height } = fitInto(picture.width, picture.height, longestEdge)
    if (width === picture.width && file.type === 'image/jpeg' && file.size < 1_000_000) return file
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    canvas.getContext('2d')?.drawImage(picture, 0, 0, width, height)
    picture.close()
    const scaled = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.86))
    if (!scaled) return file
    const [before, after] = await Promise.all([file.arrayBuffer(), scaled.arrayBuffer()])
    return new Blob([new Uint8Array(carryNotes(new Uint8Array(before), new Uint8Array(after)))], { type: 'image/jpeg' })
  } catch {
    // An old browser, or a picture it cannot open: the server will say what it thinks of it.
    return file
  }
}

/** Picked on this very visit and not sent yet: the server need not be asked whether it has them. */
const fresh = new Set<string>()

const freshId = () => {
  const id = crypto.randomUUID()
  fresh.add(id)
  return id
}

export const pick = async (file: File): Promise<Picked> => ({
  id: freshId(),
  blob: file.type.startsWith('video/') ? file : await scaleDown(file),
  name: file.name || 'photo.jpg',
  takenAt: new Date(file.lastModified || Date.now()).toISOString(),
})

/** A table or another document: not one bit of it is changed. */
export const pickWhole = (file: File): Picked => ({
  id: freshId(),
  blob: file,
  name: file.name,
  takenAt: new Date(file.lastModified || Date.now()).toISOString(),
})

export type SendOptions = {
  /** Words for the watermark: where it was taken. */
  readonly place?: string
  /** Writes the sender's name into the watermark: evidence of staff. */
  readonly withName?: boolean
  readonly onProgress?: (percent: number) => void
  readonly signal?: AbortSignal
}

/** `fetch` cannot tell how much has gone out; XMLHttpRequest can. */
const put = (url: string, form: FormData, { onProgress, signal }: SendOptions) =>
  new Promise<FileView>((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', url)
    request.responseType = 'json'
    request.timeout = 180_000
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('accept-language', document.documentElement.lang || 'zh-CN')
    request.setRequestHeader('x-liren', '1')
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? Math.floor((loaded / total) * 100) : 0)
    request.onload = () => {
      // Our own server's answers: a file, or problem details.
      if (request.status >= 200 && request.status < 300) resolve(request.response as FileView)
      else if (request.response && typeof request.response === 'object')
        reject(new Refused(request.response as Problem))
      else
        reject(
          new Refused({
            type: 'about:blank',
            title: request.statusText,
            status: request.status,
            code: 'kernel/unreadable',
          }),
        )
    }
    // As `fetch` throws it, so that the outbox waits for the network.
    request.onerror = () => reject(new TypeError('network'))
    request.ontimeout = () => reject(new TypeError('timeout'))
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'))
    signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.send(form)
  })

const arrived = (id: string) =>
  ask(files, 'draft', { params: { id } }).catch((thrown) => {
    if (problemOf(thrown)?.status === 404) return null
    throw thrown
  })

/** Sends one photo; asks first whether an earlier try arrived after all. */
export const sendPhoto = async (photo: Picked, options: SendOptions = {}): Promise<FileView> => {
  const known = fresh.delete(photo.id) ? null : await arrived(photo.id)
  if (known) return known
  const form = new FormData()
  form.append('takenAt', photo.takenAt)
  if (options.place) form.append('place', options.place.slice(0, 60))
  if (options.withName) form.append('withName', 'true')
  form.append('file', photo.blob, photo.name)
  return put(`/api/files/uploads/${photo.id}`, form, options)
}

/**
 * For senders of the outbox: each photo is a step of its own, and gives its id for the form that follows.
 * @example
 * const photoIds = await sendPhotos(payload.photos, step, { place })
 * return step('report', () => ask(cases, 'report', { body: { id, text, photoIds } }))
 */
export const sendPhotos = async (
  photos: readonly Picked[],
  step: Step,
  options: SendOptions = {},
): Promise<string[]> => {
  const ids: string[] = []
  for (const photo of photos)
    ids.push(await step(`photo-${photo.id}`, async () => (await sendPhoto(photo, options)).id))
  return ids
}
