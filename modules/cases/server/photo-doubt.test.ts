/** A photo of the work done says where and when it was taken: whoever checks is told, the public never is. */
import { randomUUID } from 'node:crypto'
import type { Person } from '@liren/testing'
import sharp from 'sharp'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { cases } from '../contract.ts'
import { doubtsOf } from '../photo-doubt.ts'
import { refusal } from '../testing/small-town.ts'
import { monday, openStreet } from '../testing/street.ts'

const { town, who, signedIn, on } = await openStreet()
afterAll(() => town.close())
beforeEach(() => town.clock.set(monday))

const phonePhoto = () =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: '#1e7b6e' } })
    .withExif({
      IFD2: { DateTimeOriginal: '2026:11:22 09:30:00', OffsetTimeOriginal: '+08:00' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '23/1 7/1 4476/100',
        GPSLongitudeRef: 'E',
        GPSLongitude: '113/1 30/1 0/1',
      },
    })
    .jpeg()
    .toBuffer()

/** Taken on the Sunday before, in another part of the city: 113.5 east. */
const oldPhoto = async (from: Person) => {
  const id = randomUUID()
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(await phonePhoto())], { type: 'image/jpeg' }), 'a.jpg')
  const reply = await from.raw('PUT', `/api/files/uploads/${id}`, form)
  expect(reply.status).toBe(200)
  return id
}
const reply = (id: string, file: string) =>
  who.zhou.ask(cases, 'reply', { ...on(id), body: { outcome: 'fixed', text: '已清运', files: [file] } })
const near = { lon: 113.2644, lat: 23.12911 }

test('a photo from another day and another place is taken, and both are said to whoever checks, not to the reporter', async () => {
  const id = await signedIn()
  await reply(id, await oldPhoto(who.zhou))
  const seen = await who.lin.ask(cases, 'read', on(id))
  const after = seen.evidence.filter(({ part }) => part === 'after')
  expect(after).toMatchObject([{ doubts: ['elsewhere', 'before'] }])
  expect(after[0]?.metresOff).toBeGreaterThan(100)
  const reported = await who.chen.ask(cases, 'read', on(id))
  expect(reported.evidence.filter(({ part }) => part === 'after')).toMatchObject([{ doubts: [], metresOff: null }])
  expect(JSON.stringify(reported.evidence)).not.toContain('113.5')
})

test('where a community wants no doubtful photos, the reply waits for a better one', async () => {
  const id = await signedIn()
  await town.owner.query(
    `insert into kernel_settings (module, area_code, key, value, changed_at) values ('cases', '', 'refuseDoubtfulPhotos', 'true'::jsonb, now())`,
  )
  town.host.core.settings.forget()
  expect(await refusal(reply(id, await oldPhoto(who.zhou)))).toMatchObject({
    code: 'cases/photo-doubtful',
    field: 'files',
  })
  await town.owner.query(`delete from kernel_settings where module = 'cases' and key = 'refuseDoubtfulPhotos'`)
  town.host.core.settings.forget()
})

test('a photo that says nothing of itself is not doubted, nor one from the spot after signing', () => {
  const kase = { place: near, signedAt: new Date(monday), metres: 100 }
  expect(doubtsOf({ at: null, place: null }, kase)).toEqual({ doubts: [], metresOff: null })
  const later = new Date(Date.parse(monday) + 60_000)
  expect(doubtsOf({ at: later, place: { lon: near.lon + 0.0009, lat: near.lat } }, kase).doubts).toEqual([])
  expect(doubtsOf({ at: later, place: { lon: near.lon + 0.0012, lat: near.lat } }, kase)).toEqual({
    doubts: ['elsewhere'],
    metresOff: 123,
  })
})

test('an administrator chooses when photos become public in words, in the language they read', async () => {
  const admin = town.as({ name: '系统管理员', roles: [{ role: 'systemAdmin', area: '440104000000', unitId: null }] })
  const labels = async (locale: string) => {
    const reply = await admin.raw('GET', '/api/kernel/settings', undefined, { 'accept-language': locale })
    const { items } = (await reply.json()) as { items: { module: string; labels: Record<string, string> }[] }
    return items.find(({ module }) => module === 'cases')?.labels['publishPhotos.byHand']
  }
  expect([await labels('zh-CN'), await labels('en')]).toEqual(['逐张决定', 'One by one, by hand'])
})
