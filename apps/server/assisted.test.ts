/** Acting for somebody at their side: on paper that is kept, and never with what is theirs to give. */
import { randomUUID } from 'node:crypto'
import { files } from '@liren/files/contract'
import filesModule from '@liren/files/server'
import { identity } from '@liren/identity/contract'
import { points } from '@liren/points/contract'
import type { Person } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { phonePhoto } from '../../modules/files/testing/pictures.ts'
import { here, type Purse, purseTown, refusal } from '../../modules/points/testing/purse-town.ts'

let purse: Purse
beforeAll(async () => {
  purse = await purseTown()
}, 120_000)
afterAll(() => purse.town.close())

const worker = async (name: string) => {
  const id = await purse.town.work('points', (work) =>
    work.use(identity).createAccount({
      ...{ loginName: name, displayName: name, kind: 'staff', areaCode: here },
      roles: [{ role: 'communityWorker', area: here }],
    }),
  )
  return purse.town.as({ id, roles: [{ role: 'communityWorker', area: here, unitId: null }] })
}
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

test('staff at somebody’s side move none of their points, their family may', async () => {
  const elder = await purse.neighbour('冼婆婆')
  await purse.give(elder.personId, 30)
  const [recorder, helper] = [await worker('recorder'), await worker('helper')]
  const acting = async (relation: 'staff' | 'relative') => {
    const { id: authorityId } = await recorder.ask(identity, 'recordAuthority', {
      body: {
        ...{ personId: elder.personId, helperAccountId: helper.actor.id ?? '', relation },
        ...{ purpose: '代捐积分', untilAt: until() },
        ...(relation === 'staff' ? {} : { evidenceFileId: await photograph(recorder) }),
      },
    })
    const { id, grants } = helper.actor
    return purse.town.as({
      ...(id ? { id } : {}),
      roles: [...grants, { role: 'resident', area: here, unitId: null }],
      onBehalfOf: { personId: elder.personId, authorityId },
    })
  }
  const donate = (who: Person) => who.ask(points, 'donate', { body: { id: randomUUID(), amount: 5, area: here } })
  expect(await refusal(donate(await acting('staff')))).toBe('points/not-by-staff')
  expect(await purse.balance(elder.me)).toBe(30)
  await donate(await acting('relative'))
  expect(await purse.balance(elder.me)).toBe(25)
})
