/** Photos of a report: the reporter and the office see them at once, the public after somebody has looked. */
import { afterAll, expect, test } from 'vitest'
import { cases } from '../contract.ts'
import { film, photos, refusal } from '../testing/small-town.ts'
import { openStreet } from '../testing/street.ts'

const { town, who, report, on } = await openStreet()
afterAll(() => town.close())

const shownTo = async (someone: typeof who.chen, id: string) =>
  (await someone.ask(cases, 'read', on(id))).evidence.map((one) => one.id)
const onCard = async (someone: typeof who.chen, id: string) =>
  (await someone.ask(cases, 'cards', { query: { ids: [id] } })).items[0]?.thumbUrl ?? null
const accept = (id: string, more: object = {}) =>
  who.yu.ask(cases, 'accept', { ...on(id), body: { categoryCode: 'E0102', ...more } })
/** As the settings page stores it. */
const publishing = async (value: string) => {
  await town.owner.query(
    `insert into kernel_settings (module, area_code, key, value, changed_at) values ('cases', '', 'publishPhotos', $1::jsonb, now())
     on conflict (module, area_code, key) do update set value = excluded.value`,
    [JSON.stringify(value)],
  )
  town.host.core.settings.forget()
}

test('nobody outside sees a photo before it was accepted; the reporter and the office do', async () => {
  const taken = await photos(who.chen)
  const { id } = await report(who.chen, { photos: taken })
  expect(await shownTo(who.chen, id)).toEqual(taken)
  expect(await shownTo(who.yu, id)).toEqual(taken)
  expect(await onCard(who.chen, id)).not.toBeNull()
  expect(await shownTo(who.stranger, id)).toEqual([])
  expect(await shownTo(town.guest, id)).toEqual([])
  expect(await onCard(town.guest, id)).toBeNull()
  await accept(id)
  expect(await shownTo(town.guest, id)).toEqual(taken)
  expect(await onCard(town.guest, id)).not.toBeNull()
})

test('a film is played by the reporter and the office, and by nobody else, published or not', async () => {
  const [photo = ''] = await photos(who.chen)
  const moving = await film(who.chen)
  const { id } = await report(who.chen, { photos: [photo, moving] })
  await accept(id)
  const seen = (await who.yu.ask(cases, 'read', on(id))).evidence
  expect(seen.map(({ mime, isPublic }) => [mime, isPublic])).toEqual([
    ['image/png', true],
    ['video/mp4', false],
  ])
  expect((await town.guest.raw('GET', seen[1]?.url ?? '')).headers.get('content-type')).toBe('video/mp4')
  expect(await shownTo(who.chen, id)).toEqual([photo, moving])
  expect(await shownTo(who.stranger, id)).toEqual([photo])
  expect(await shownTo(town.guest, id)).toEqual([photo])
})

test('a case accepted as not for the public keeps its photos to itself', async () => {
  const { id } = await report(who.chen, { photos: await photos(who.chen) })
  await accept(id, { isPublic: false })
  expect((await refusal(who.stranger.ask(cases, 'read', on(id)))).status).toBe(404)
  const [photo] = (await who.yu.ask(cases, 'read', on(id))).evidence
  const show = who.yu.ask(cases, 'showPhoto', { params: { id, fileId: photo?.id ?? '' }, body: { isPublic: true } })
  expect(await refusal(show)).toMatchObject({ code: 'cases/not-public' })
})

test('a photo with somebody’s face is hidden with a reason, stays hidden when it is accepted, and may be shown again', async () => {
  const [first = '', second = ''] = await photos(who.chen, 2)
  const { id } = await report(who.chen, { photos: [first, second] })
  const set = (by: typeof who.chen, body: { isPublic: boolean; because?: string }) =>
    by.ask(cases, 'showPhoto', { params: { id, fileId: first }, body })
  expect(await refusal(set(who.lin, { isPublic: false }))).toMatchObject({ field: 'because' })
  expect((await refusal(set(who.chen, { isPublic: false, because: '不想' }))).status).toBe(403)
  expect((await refusal(set(who.strangerGrid, { isPublic: false, because: '试试' }))).status).toBe(404)
  await set(who.lin, { isPublic: false, because: '拍到路人正脸' })
  await accept(id)
  expect(await shownTo(town.guest, id)).toEqual([second])
  expect((await shownTo(who.chen, id)).sort()).toEqual([first, second].sort())
  const seen = (await who.wen.ask(cases, 'read', on(id))).evidence.find((one) => one.id === first)
  expect(seen).toMatchObject({ isPublic: false, hiddenBecause: '拍到路人正脸' })
  await set(who.lin, { isPublic: true })
  expect((await shownTo(town.guest, id)).sort()).toEqual([first, second].sort())
})

test('what a patrol saw is seen by the office already; what a resident adds later waits for somebody to look', async () => {
  const taken = await photos(who.lin)
  const patrol = await report(who.lin, { source: 'patrol', categoryCode: 'E0102', photos: taken })
  expect(await shownTo(town.guest, patrol.id)).toEqual(taken)
  const { id } = await report(who.chen)
  await accept(id)
  const [later = ''] = await photos(who.chen)
  await who.chen.ask(cases, 'addPhotos', { ...on(id), body: { files: [later] } })
  expect(await shownTo(town.guest, id)).toEqual([])
  await who.yu.ask(cases, 'showPhoto', { params: { id, fileId: later }, body: { isPublic: true } })
  expect(await shownTo(town.guest, id)).toEqual([later])
})

test('a community may publish at once, or only photo by photo', async () => {
  await publishing('atOnce')
  const [open = ''] = await photos(who.chen)
  const first = await report(who.chen, { photos: [open] })
  expect(await shownTo(town.guest, first.id)).toEqual([open])
  await publishing('byHand')
  const [kept = ''] = await photos(who.chen)
  const second = await report(who.chen, { photos: [kept] })
  await accept(second.id)
  expect(await shownTo(town.guest, second.id)).toEqual([])
  await who.yu.ask(cases, 'showPhoto', { params: { id: second.id, fileId: kept }, body: { isPublic: true } })
  expect(await shownTo(town.guest, second.id)).toEqual([kept])
})
