/** Uploading as people do it, and as those do who should not. */
import { randomBytes, randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Problem } from '@liren/contract'
import { secretsOf } from '@liren/kernel'
import { host, type Person } from '@liren/testing'
import sharp from 'sharp'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { files as contract, type FilesPort, type FileView } from '../contract.ts'
import { bombPng, phonePhoto } from '../testing/pictures.ts'
import { s3Stub } from '../testing/s3-stub.ts'
import files from './module.ts'

const town = await host([files], { now: '2026-11-23T02:00:00Z' })
afterAll(() => town.close())
beforeEach(() => town.clock.set('2026-11-23T02:00:00Z'))

const area = '440104001001'
const lin = town.as({ roles: [{ role: 'gridWorker', area, unitId: null }], name: '林网格员' })
const chen = town.as({ roles: [{ role: 'resident', area, unitId: null }], name: '陈居民' })

type Sent = { bytes: Uint8Array; name?: string; type?: string; id?: string; fields?: Record<string, string> }
const send = async (
  who: Person,
  { bytes, name = 'photo.jpg', type = 'image/jpeg', id = randomUUID(), fields = {} }: Sent,
) => {
  const form = new FormData()
  for (const [key, value] of Object.entries(fields)) form.append(key, value)
  form.append('file', new Blob([new Uint8Array(bytes)], { type }), name)
  const response = await who.raw('PUT', `/api/files/uploads/${id}`, form)
  return { status: response.status, body: (await response.json()) as FileView & Problem, id }
}
const get = (url: string | null | undefined, who = town.guest, headers = {}) =>
  who.raw('GET', url ?? '', undefined, headers)
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer())
const asModule = <T>(effect: (port: FilesPort) => Promise<T>) =>
  // The port declared by the contract is what the module brings.
  town.work(files, (work) => effect(files.port?.(work) as FilesPort))

test('a resident sends a photo and gets back what it shows: when, how large, and links to its copies', async () => {
  const { status, body } = await send(chen, {
    bytes: await phonePhoto({ width: 1600, height: 1200 }),
    name: '../井盖.jpg',
  })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    kind: 'photo',
    mime: 'image/jpeg',
    name: '井盖.jpg',
    widthPixels: 1600,
    takenAt: '2026-11-22T01:30:00.000Z',
    isReady: true,
  })
  expect(body).not.toHaveProperty('originalUrl')
  expect(body).not.toHaveProperty('takenPlace')
  const view = await get(body.url)
  expect(view.headers.get('content-type')).toBe('image/jpeg')
  expect(view.headers.get('x-content-type-options')).toBe('nosniff')
  expect(view.headers.get('content-security-policy')).toContain('sandbox')
  const bytes = await bytesOf(view)
  expect((await sharp(bytes).metadata()).exif).toBeUndefined()
  expect(bytes.includes('LirenPhone')).toBe(false)
  expect((await get(body.thumbUrl)).headers.get('content-type')).toBe('image/webp')
  expect((await get(body.url, town.guest, { 'if-none-match': view.headers.get('etag') ?? '' })).status).toBe(304)
})

test('sent again after the network broke, it is the same file and lies there once', async () => {
  const bytes = await phonePhoto({ width: 300, height: 200 })
  const first = await send(chen, { bytes })
  const again = await send(chen, { bytes, id: first.id })
  expect(again.body.id).toBe(first.body.id)
  expect(again.body.uploadedAt).toBe(first.body.uploadedAt)
  expect(await chen.ask(contract, 'draft', { params: { id: first.id } })).toMatchObject({ sha256: first.body.sha256 })
  const both = await Promise.all([1, 2, 3].map(() => send(chen, { bytes, id: '5f0c6a51-8d2e-4a35-9d6e-aaaaaaaaaaaa' })))
  expect(new Set(both.map((one) => `${one.status}${one.body.id}`)).size).toBe(1)
})

test('nobody takes over, looks up or throws away what another person uploaded', async () => {
  const { id } = await send(chen, { bytes: await phonePhoto({ width: 300, height: 200 }) })
  expect((await send(lin, { bytes: await phonePhoto({ width: 90, height: 90 }), id })).body.code).toBe(
    'files/not-yours',
  )
  await expect(lin.ask(contract, 'draft', { params: { id } })).rejects.toMatchObject({
    problem: { code: 'files/not-found' },
  })
  await expect(lin.ask(contract, 'discard', { params: { id } })).rejects.toMatchObject({ problem: { status: 404 } })
  await chen.ask(contract, 'discard', { params: { id } })
  await expect(chen.ask(contract, 'draft', { params: { id } })).rejects.toMatchObject({ problem: { status: 404 } })
})

test('what a file is called and said to be counts for nothing: its content decides', async () => {
  const html = Buffer.from('<!doctype html><script>alert(document.cookie)</script>')
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  const program = Buffer.concat([Buffer.from('MZ'), randomBytes(500)])
  const gif = Buffer.concat([Buffer.from('GIF89a/*'), Buffer.alloc(50), Buffer.from('*/=alert(1)')])
  for (const [bytes, name] of [
    [html, 'a.jpg'],
    [svg, 'b.png'],
    [program, 'c.pdf'],
    [gif, 'd.jpg'],
  ] as const) {
    const { status, body } = await send(chen, { bytes, name })
    expect([name, status, body.code, body.field]).toEqual([name, 415, 'files/type-not-allowed', 'file'])
  }
  const honest = await send(chen, {
    bytes: await phonePhoto({ width: 80, height: 80 }),
    name: 'page.html',
    type: 'text/html',
  })
  expect(honest.body).toMatchObject({ kind: 'photo', mime: 'image/jpeg' })
  expect((await get(honest.body.url)).headers.get('content-type')).toBe('image/jpeg')
})

test('a picture with a page hidden behind it is shown without the page, and its original never opens as one', async () => {
  const bytes = Buffer.concat([await phonePhoto({ width: 200, height: 100 }), Buffer.from('<script>alert(1)</script>')])
  const { id, body } = await send(lin, { bytes })
  expect((await bytesOf(await get(body.url))).includes('script')).toBe(false)
  const [view] = await asModule((port) => port.view([id], { original: true }))
  const original = await get(view?.originalUrl)
  expect(original.headers.get('content-type')).toBe('image/jpeg')
  expect(await bytesOf(original)).toEqual(bytes)
})

test('a picture that would unfold into billions of pixels is turned away with the limit named', async () => {
  const { status, body } = await send(chen, { bytes: bombPng(30_000, 30_000), name: 'bomb.png' })
  expect([status, body.code, body.facts]).toEqual([413, 'files/too-many-pixels', { megapixels: 60 }])
})

test('a broken picture, an empty form, a bad id and a bad field are each refused by name', async () => {
  const photo = await phonePhoto({ width: 800, height: 800 })
  const broken = Buffer.concat([photo.subarray(0, photo.length / 2)])
  expect((await send(chen, { bytes: broken })).body.code).toBe('files/unreadable')
  const empty = new FormData()
  empty.append('place', 'x')
  expect(((await (await chen.raw('PUT', `/api/files/uploads/${randomUUID()}`, empty)).json()) as Problem).code).toBe(
    'files/no-file',
  )
  expect((await send(chen, { bytes: photo, id: '..%2f..%2fetc%2fpasswd' })).body).toMatchObject({
    status: 422,
    field: 'id',
  })
  expect((await send(chen, { bytes: photo, fields: { takenAt: 'yesterday' } })).body).toMatchObject({
    status: 422,
    field: 'takenAt',
  })
  expect((await send(chen, { bytes: photo, fields: { place: '中\0山' } })).body).toMatchObject({ field: 'place' })
  expect((await send(chen, { bytes: photo, fields: { place: '长'.repeat(61) } })).body).toMatchObject({
    status: 422,
    field: 'place',
  })
})

test('each kind has its own limit, and nothing half-received stays behind', async () => {
  await setting('documentMegabytes', 1)
  await setting('photoMegabytes', 1)
  await setting('audioMegabytes', 1)
  await setting('videoMegabytes', 2)
  const pdf = (size: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size)])
  expect((await send(chen, { bytes: pdf(1_200_000), name: 'a.pdf' })).body).toMatchObject({
    code: 'files/too-large',
    facts: { megabytes: 1 },
  })
  expect((await send(chen, { bytes: pdf(2_500_000), name: 'a.pdf' })).body).toMatchObject({
    code: 'files/too-large',
    facts: { megabytes: 2 },
  })
  const paper = await send(chen, { bytes: pdf(1000), name: '议事 记录.pdf' })
  expect(paper.body).toMatchObject({ kind: 'document', thumbUrl: null, isReady: true })
  const got = await get(paper.body.url)
  expect(got.headers.get('content-disposition')).toBe(
    `attachment; filename*=UTF-8''${encodeURIComponent('议事 记录.pdf')}`,
  )
  expect(await readdir(join(town.host.core.config.dataFolder, 'files', 'incoming'))).toEqual([])
})

test('a link for one file opens no other, no other form of it, and nothing after its time', async () => {
  const one = await send(chen, { bytes: await phonePhoto({ width: 120, height: 100 }) })
  const other = await send(chen, { bytes: await phonePhoto({ width: 130, height: 100, seed: 9 }) })
  const url = one.body.url ?? ''
  expect((await get(url)).status).toBe(200)
  expect((await get(url.replace(one.id, other.id))).status).toBe(403)
  expect((await get(url.replace('/view', '/original'))).status).toBe(403)
  expect((await get(url.replace(/until=\d+/, 'until=9999999999'))).status).toBe(403)
  expect((await get(url.split('?')[0])).status).toBe(403)
  expect((await get(`/api/files/${one.id}/..%2f..%2fsecret`)).status).toBe(422)
  town.clock.set('2026-11-23T02:40:00Z')
  const late = await get(url)
  expect([late.status, ((await late.json()) as Problem).code]).toEqual([410, 'files/link-expired'])
})

test('a public claim opens the stripped copies to everybody and leaves the original closed; hiding closes them again', async () => {
  const bytes = await phonePhoto({ width: 500, height: 400 })
  const { id, body } = await send(lin, { bytes, fields: { withName: 'true', place: '中山四路' } })
  const object = `case:${randomUUID()}`
  const [shown] = await asModule((port) => port.claim([id], { module: 'cases', object, isPublic: true }))
  // The grid worker's name must not reach the public: the copies are drawn anew without it first.
  expect(shown).toMatchObject({ isPublic: true, isReady: false, url: null })
  // Whoever was given a link before still sees the picture; nobody else does, and nothing may keep it for others.
  const meanwhile = await get(body.thumbUrl)
  expect([meanwhile.status, meanwhile.headers.get('cache-control')?.split(',')[0]]).toEqual([200, 'private'])
  expect((await get(`/api/files/${id}/thumb`)).status).toBe(409)
  await town.settle()
  const [ready] = await asModule((port) => port.of('cases', object))
  expect(ready?.url).toBe(`/api/files/${id}/view?v=2`)
  expect((await get(ready?.url)).headers.get('cache-control')).toBe('public, max-age=300')
  expect((await get(`/api/files/${id}/original`)).status).toBe(403)
  await asModule((port) => port.publish({ module: 'cases', object, isPublic: false }))
  expect((await get(ready?.url)).status).toBe(403)
  const { rows } = await town.owner.query('select caption from files_files where id = $1', [id])
  expect(rows[0].caption).toMatchObject({ place: '中山四路', name: null })
})

test('the original keeps its hash, its place and its bytes, and who asked for it is written down', async () => {
  const bytes = await phonePhoto({ width: 500, height: 400, seed: 3 })
  const { id } = await send(lin, { bytes })
  const [view] = await asModule((port) => port.view([id], { original: true }))
  expect(view?.takenPlace).toMatchObject({ lon: expect.closeTo(113.2644, 3) })
  expect(await bytesOf(await get(view?.originalUrl))).toEqual(bytes)
  const part = await get(view?.originalUrl, town.guest, { range: 'bytes=10-19' })
  expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 10-19/${bytes.length}`])
  expect(await bytesOf(part)).toEqual(bytes.subarray(10, 20))
  const { rows } = await town.owner.query(`select facts from kernel_audit where facts->'originalsOf' ? $1`, [id])
  expect(rows).toHaveLength(1)
})

test('a guest may send photos, but not without end', async () => {
  await setting('guestUploadsPerHour', 2)
  const bytes = await phonePhoto({ width: 60, height: 60 })
  const codes = []
  for (let number = 0; number < 3; number += 1) codes.push((await send(town.guest, { bytes })).status)
  expect(codes).toEqual([200, 200, 429])
})

test('objects hold files: another account cannot bind mine, and what nobody holds is gone a day later, bytes and all', async () => {
  const bytes = await phonePhoto({ width: 70, height: 60, seed: 5 })
  const kept = await send(chen, { bytes })
  const lost = await send(chen, { bytes })
  const claim = { module: 'cases', object: 'case:1' }
  await asModule((port) => port.claim([kept.id], claim))
  await asModule((port) => port.claim([kept.id], claim))
  await expect(chen.ask(contract, 'discard', { params: { id: kept.id } })).rejects.toMatchObject({
    problem: { code: 'files/already-claimed' },
  })
  town.clock.set('2026-11-24T02:00:01Z')
  await town.run(files, 'purge')
  await town.settle()
  expect((await asModule((port) => port.view([kept.id, lost.id]))).map((file) => file.id)).toEqual([kept.id])
  expect((await asModule((port) => port.read(kept.id))).bytes).toEqual(bytes)
  expect(await asModule((port) => port.release(claim))).toBe(1)
  town.clock.set('2026-11-24T04:00:00Z')
  await town.run(files, 'purge')
  await town.settle()
  expect(await asModule((port) => port.of('cases', 'case:1'))).toEqual([])
  const left = await readdir(join(town.host.core.config.dataFolder, 'files'), { recursive: true })
  expect(left.filter((name) => name.includes(kept.id) || name.includes(lost.id))).toEqual([])
})

test('a large picture is answered at once and gets its copies a moment later', async () => {
  const bytes = await sharp({ create: { width: 5000, height: 4000, channels: 3, background: '#1e7b6e' } })
    .jpeg()
    .toBuffer()
  const { id, body } = await send(lin, { bytes })
  expect(body).toMatchObject({ isReady: false, url: null })
  await town.settle()
  const [view] = await asModule((port) => port.view([id]))
  expect((await sharp(await bytesOf(await get(view?.url))).metadata()).width).toBe(2048)
})

test('a module keeps a certificate of its own making, and everyone who gets the link can read it', async () => {
  const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(300)])
  const id = randomUUID()
  const made = { name: '证明.pdf', bytes, id }
  const first = await asModule((port) => port.keep(made, { module: 'points', object: 'certificate:1' }))
  const again = await asModule((port) => port.keep(made, { module: 'points', object: 'certificate:1' }))
  expect(again.id).toBe(first.id)
  expect(await bytesOf(await get(first.url))).toEqual(bytes)
})

test('where a scanner stands at the door, what it finds stays out, and so does everything while it is silent', async () => {
  const clamd = createServer((socket) => {
    const parts: Buffer[] = []
    socket.on('data', (part: Buffer) => {
      parts.push(part)
      const all = Buffer.concat(parts)
      if (!all.subarray(-4).equals(Buffer.alloc(4))) return
      socket.end(all.includes('EICAR') ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0')
    })
  })
  await new Promise<void>((listening) => clamd.listen(0, '127.0.0.1', listening))
  const address = clamd.address()
  await setting('scanner', 'clamd')
  await setting('scannerAddress', `127.0.0.1:${typeof address === 'object' ? address?.port : 0}`)
  const pdf = (text: string) => Buffer.from(`%PDF-1.7\n${text}\n`.padEnd(400, ' '))
  expect((await send(lin, { bytes: pdf('fine'), name: 'a.pdf' })).status).toBe(200)
  expect((await send(lin, { bytes: pdf('EICAR'), name: 'a.pdf' })).body.code).toBe('files/infected')
  await new Promise((closed) => clamd.close(closed))
  expect((await send(lin, { bytes: pdf('fine'), name: 'a.pdf' })).body.code).toBe('files/scan-unavailable')
  await setting('scanner', 'off')
})

test('the same uploads lie in a bucket when the administrator says so', async () => {
  const keys = { accessKey: 'AK', secretKey: 'SK' }
  const bucket = await s3Stub(keys)
  const sealed = await town.work(files, async (work) =>
    secretsOf(work).seal(keys.secretKey, 'setting:files:s3SecretKey'),
  )
  for (const [key, value] of Object.entries({
    s3Endpoint: bucket.endpoint,
    s3Bucket: 'liren',
    s3AccessKey: 'AK',
    s3SecretKey: sealed,
    storage: 's3',
  }))
    await setting(key, value)
  const bytes = await phonePhoto({ width: 200, height: 200, seed: 7 })
  const { id, body } = await send(lin, { bytes })
  expect(bucket.objects.size).toBe(3)
  expect((await get(body.thumbUrl)).status).toBe(200)
  expect((await asModule((port) => port.read(id))).bytes).toEqual(bytes)
  expect(bucket.faults).toEqual([])
  await setting('storage', 'disk')
  await bucket.close()
})

/** As the settings page stores it. */
async function setting(key: string, value: unknown) {
  await town.owner.query(
    `insert into kernel_settings (module, area_code, key, value, changed_at) values ('files', '', $1, $2::jsonb, now())
     on conflict (module, area_code, key) do update set value = excluded.value`,
    [key, JSON.stringify(value)],
  )
  town.host.core.settings.forget()
}

test('one account cannot fill the disk with what it never hands in', async () => {
  await setting('waitingMegabytesPerAccount', 1)
  const mo = town.as({ roles: [{ role: 'resident', area: '440104001001', unitId: null }] })
  const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(400_000), Buffer.from('\n%%EOF\n')])
  const sent: { id: string; status: number }[] = []
  while (sent.at(-1)?.status !== 429 && sent.length < 12) sent.push(await send(mo, { bytes, name: 'notice.pdf' }))
  expect(sent.at(-1)?.status).toBe(429)
  expect(sent.length).toBeGreaterThan(1)
  // What is handed in waits no longer.
  await asModule((port) =>
    port.claim(
      sent.slice(0, -1).map(({ id }) => id),
      { module: 'cases', object: 'case:full' },
    ),
  )
  expect((await send(mo, { bytes, name: 'notice.pdf' })).status).toBe(200)
  await setting('waitingMegabytesPerAccount', 1000)
})
