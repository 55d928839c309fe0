/** What strangers try with other people's cases: their photos, their ids, their place in a case. */
import { matters } from '@liren/matters/contract'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { cases } from '../contract.ts'
import { photos, refusal } from '../testing/small-town.ts'
import { monday, openStreet } from '../testing/street.ts'

const { town, who, report, on } = await openStreet()
afterAll(() => town.close())
beforeEach(() => town.clock.set(monday))

test('whoever only follows a public case adds nothing to its evidence', async () => {
  const { id } = await report(who.chen)
  const neighbour = town.as({ roles: who.chen.actor.grants, name: '黄街坊' })
  await neighbour.ask(matters, 'follow', on(id))
  const files = await photos(neighbour)
  expect(await refusal(neighbour.ask(cases, 'addPhotos', { ...on(id), body: { files } }))).toMatchObject({
    code: 'cases/not-found',
  })
  await who.chen.ask(cases, 'addPhotos', { ...on(id), body: { files: await photos(who.chen) } })
  expect((await who.wen.ask(cases, 'read', on(id))).evidence.filter((one) => one.part === 'other')).toHaveLength(1)
})

test('sending a report under the id of a restricted case does not publish its photos', async () => {
  const taken = await photos(who.chen)
  const [photo = ''] = taken
  const sent = await report(who.chen, { text: '楼上有人家暴，求助', photos: taken })
  const fetch = () => town.guest.raw('GET', `/api/files/${photo}/view`)
  expect((await fetch()).status).toBe(403)
  const thief = town.as({ roles: who.chen.actor.grants, name: '路人' })
  const again = report(thief, { id: sent.id, text: '路灯不亮', photos: taken })
  expect(await refusal(again)).toMatchObject({ code: 'cases/id-taken' })
  expect((await fetch()).status).toBe(403)
  // The phone that lost the answer still gets it.
  expect(await report(who.chen, { id: sent.id, text: '楼上有人家暴，求助', photos: taken })).toMatchObject({
    number: sent.number,
    queryCode: sent.queryCode,
  })
})
