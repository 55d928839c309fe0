/** Acting for somebody at their side: on paper that is kept, and never with what is theirs to give. */
import { randomUUID } from 'node:crypto'
import { files } from '@liren/files/contract'
import filesModule from '@liren/files/server'
import { identity } from '@liren/identity/contract'
import { people } from '@liren/people/contract'
import { points } from '@liren/points/contract'
import type { Person } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { phonePhoto } from '../../modules/files/testing/pictures.ts'
import { retention } from '../../modules/identity/server/evidence.ts'
import { personalData } from '../../modules/identity/server/personal-data.ts'
import { here, type Purse, purseTown, refusal } from '../../modules/points/testing/purse-town.ts'

let purse: Purse
beforeAll(async () => {
  purse = await purseTown()
}, 120_000)
afterAll(() => purse.town.close())

const account = async (name: string, role: 'communityWorker' | 'resident', personId: string | null = null) => {
  const id = await purse.town.work('points', (work) =>
    work.use(identity).createAccount({
      ...{
        loginName: name,
        displayName: name,
        kind: role === 'resident' ? 'person' : 'staff',
        areaCode: here,
        personId,
      },
      roles: [{ role, area: here }],
    }),
  )
  const provedAt = purse.town.clock.now()
  return purse.town.as({ id, roles: [{ role, area: here, unitId: null }], personId, provedAt })
}
const worker = (name: string) => account(name, 'communityWorker')
const photograph = async (who: Person) => {
  const id = randomUUID()
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(await phonePhoto({ width: 64, height: 48 }))]), 'paper.jpg')
  expect((await who.raw('PUT', `/api/files/uploads/${id}`, form)).status).toBeLessThan(300)
  return id
}
const until = () => new Date(purse.town.clock.now().getTime() + 86_400_000).toISOString()

test('the paper an elder signed is kept with the authority, and is nobody else’s to hand in', async () => {
  const elder = await purse.neighbour('梁桂芳')
  const [ouyang, other] = [await worker('ouyang'), await worker('other')]
  const record = (evidenceFileId: string) =>
    ouyang.ask(identity, 'recordAuthority', {
      body: { personId: elder.personId, relation: 'staff', purpose: '代办老年卡', untilAt: until(), evidenceFileId },
    })
  expect(await refusal(record(await photograph(other)))).toBe('identity/evidence-missing')
  const paper = await photograph(ouyang)
  const { id } = await record(paper)
  expect(await refusal(record(paper)), 'one paper, one authority').toBe('identity/evidence-missing')
  purse.town.clock.advance(26 * 3_600_000)
  await purse.town.run(filesModule, 'purge')
  const [kept] = await purse.town.work('points', (work) => work.use(files).of('identity', `authority:${id}`))
  expect(kept?.id).toBe(paper)
})

const donate = (who: Person) =>
  who.ask(points, 'donate', { body: { id: randomUUID(), amount: 5, area: here } }).then(() => null)
/** As this helper's browser would be once they act under the authority. */
const acting = (helper: Person, personId: string, authorityId: string) => {
  const { id, grants } = helper.actor
  return purse.town.as({
    ...(id ? { id } : {}),
    roles: [...grants, { role: 'resident', area: here, unitId: null }],
    onBehalfOf: { personId, authorityId },
  })
}
const authority = (personId: string, helper: Person, relation: 'staff' | 'relative' | 'guardian') => ({
  ...{ personId, helperAccountId: helper.actor.id ?? '', relation },
  ...{ purpose: '代捐积分', untilAt: until() },
})

test('a colleague written down as a relative moves no points of an old woman', async () => {
  const elder = await purse.neighbour('冼婆婆')
  await purse.give(elder.personId, 30)
  const [recorder, helper, atHome] = [
    await worker('recorder'),
    await worker('helper'),
    await account('at-home', 'resident'),
  ]
  const record = async (who: Person, relation: 'staff' | 'relative' | 'guardian') =>
    recorder.ask(identity, 'recordAuthority', {
      body: { ...authority(elder.personId, who, relation), evidenceFileId: await photograph(recorder) },
    })
  for (const relation of ['relative', 'guardian'] as const)
    await expect(record(helper, relation)).rejects.toMatchObject({
      problem: { code: 'identity/delegate-unsuitable', field: 'relation' },
    })
  const asStaff = await record(helper, 'staff')
  expect(await refusal(donate(acting(helper, elder.personId, asStaff.id)))).toBe('points/not-by-staff')
  // Nor does an account a colleague keeps for home, whatever the paper beside it shows.
  const asFamily = await record(atHome, 'relative')
  expect(await refusal(donate(acting(atHome, elder.personId, asFamily.id)))).toBe('points/not-by-staff')
  expect(await purse.balance(elder.me)).toBe(30)
})

test('family whom an old woman named herself move her points for her', async () => {
  const elder = await purse.neighbour('冼婆婆')
  const herself = await account('sin', 'resident', elder.personId)
  const daughter = await account('sin-daughter', 'resident')
  await purse.give(elder.personId, 30)
  const { id } = await herself.ask(identity, 'recordAuthority', {
    body: authority(elder.personId, daughter, 'relative'),
  })
  await donate(acting(daughter, elder.personId, id))
  expect(await purse.balance(elder.me)).toBe(25)
})

test('a resident sees the paper by which somebody acted for her, and it is gone with her erasure', async () => {
  const { town } = purse
  const elder = await purse.neighbour('苏婆婆')
  const herself = await account('so', 'resident', elder.personId)
  const [recorder, stranger] = [await worker('so-recorder'), await account('passer-by', 'resident')]
  const { id } = await recorder.ask(identity, 'recordAuthority', {
    body: { ...authority(elder.personId, recorder, 'staff'), evidenceFileId: await photograph(recorder) },
  })
  await town.settle()
  const look = (who: Person, body: { reason?: string } = {}) =>
    who.ask(identity, 'lookAtPaper', { params: { id }, body })
  const { url } = await look(herself)
  expect((await town.guest.raw('GET', url ?? '')).status).toBe(200)
  for (const who of [stranger, recorder]) expect(await refusal(look(who))).toBe('kernel/not-found')

  // The audit says why, and she sees that it looked; her own look leaves no trace.
  const auditor = town.as({ name: '审计员', roles: [{ role: 'auditAdmin', area: '440104000000', unitId: null }] })
  await expect(look(auditor)).rejects.toMatchObject({ problem: { field: 'reason' } })
  expect((await look(auditor, { reason: '抽查代办凭据' })).url).not.toBeNull()
  const { items } = await herself.ask(people, 'listMyFootprints', { query: {} })
  expect(items.map(({ lookerName, reason }) => [lookerName, reason])).toEqual([['审计员', '抽查代办凭据']])

  const copy = () => town.work('identity', (work) => personalData.export(work, elder.personId))
  expect(await copy()).toMatchObject({ authorities: [{ purpose: '代捐积分', hasPaper: true }] })
  const kept = () => town.work('points', (work) => work.use(files).of('identity', `authority:${id}`))
  expect(await kept()).toHaveLength(1)
  await town.work('identity', (work) => personalData.erase(work, elder.personId))
  expect(await kept()).toEqual([])
  expect(await copy()).toMatchObject({ authorities: [{ hasPaper: false }] })
  town.clock.advance(2 * 3_600_000)
  await town.run(filesModule, 'purge')
  await town.settle()
  expect((await town.guest.raw('GET', url ?? '')).status).not.toBe(200)
})

test('a paper goes by itself years after the authority it proves has ended', async () => {
  const { town } = purse
  const elder = await purse.neighbour('郭婆婆')
  const recorder = await worker('kwok-recorder')
  const { id } = await recorder.ask(identity, 'recordAuthority', {
    body: { ...authority(elder.personId, recorder, 'staff'), evidenceFileId: await photograph(recorder) },
  })
  const [papers] = retention.retention
  const kept = () => town.work('points', (work) => work.use(files).of('identity', `authority:${id}`))
  const dueBy = (days: number) => new Date(town.clock.now().getTime() + days * 86_400_000)
  const run = (act: 'due' | 'remove', before: Date) =>
    town.work('identity', async (work) => (await papers?.[act](work, before)) ?? 0)
  await run('remove', dueBy(0))
  expect(await kept()).toHaveLength(1)
  expect(await run('due', dueBy(2))).toBeGreaterThan(0)
  await run('remove', dueBy(2))
  expect(await kept()).toEqual([])
  expect(await run('due', dueBy(2))).toBe(0)
})
