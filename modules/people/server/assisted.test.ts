/** Acting for people without an account: written down only by whoever serves where they live. */
import { randomUUID } from 'node:crypto'
import { checkedNumber } from '@liren/contract/numbers'
import { identity, type Role } from '@liren/identity/contract'
import identityModule from '@liren/identity/server'
import territory from '@liren/territory/server'
import { host, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { people } from '../contract.ts'
import module from './module.ts'

const here = '440104001001'
const elsewhere = '440104022001'
let town: Town
beforeAll(async () => {
  town = await host([territory, identityModule, module])
  await town.owner.query(`insert into territory_areas (code, name, level, parent_code, valid_from_on) values
    ('${here}', '越秀山社区', 'community', null, '2020-01-01'), ('${elsewhere}', '远处社区', 'community', null, '2020-01-01')`)
  await town.owner.query(`update territory_revisions set revision = 'test'`)
})
afterAll(() => town.close())

/** Somebody with an account of their own, acting in these roles. */
const somebody = async (roles: readonly Role[], area: string) => {
  const id = await town.work('people', (work) =>
    work.use(identity).createAccount({
      loginName: `u${randomUUID().slice(0, 8)}`,
      displayName: '何某',
      kind: 'staff',
      areaCode: area,
      roles: roles.map((role) => ({ role, area })),
    }),
  )
  return town.as({ id, roles: roles.map((role) => ({ role, area, unitId: null })) })
}
let colleagueId = ''
const record = (who: Awaited<ReturnType<typeof somebody>>, personId: string) =>
  who.ask(identity, 'recordAuthority', {
    body: {
      personId,
      relation: 'staff',
      helperAccountId: colleagueId,
      purpose: '代办优待证',
      untilAt: new Date(Date.now() + 86_400_000).toISOString(),
    },
  })

test('a worker may write down that a neighbour asked for help, and nobody of another community may', async () => {
  const worker = await somebody(['communityWorker'], here)
  colleagueId = (await somebody(['communityWorker'], here)).actor.id ?? ''
  const { id } = await worker.ask(people, 'register', {
    body: { fullName: '陈秀英', identityNumber: '440104195503080029', areaCode: here },
  })
  await expect(record(await somebody(['communityWorker'], elsewhere), id)).rejects.toMatchObject({
    problem: { status: 404, field: 'personId' },
  })
  await expect(record(worker, randomUUID())).rejects.toMatchObject({ problem: { status: 404 } })
  // To live next door and to work for some department is not to serve there.
  await expect(record(await somebody(['resident', 'handler'], here), id)).rejects.toMatchObject({
    problem: { code: 'kernel/forbidden' },
  })
  expect(await record(worker, id)).toMatchObject({ personId: id })
})

test('a guardian the office wrote down may spend for a child of their household once a second worker saw the paper; a neighbour never', async () => {
  const [first, second] = [await somebody(['communityWorker'], here), await somebody(['communityWorker'], here)]
  const enter = async (fullName: string, identityNumber: string) =>
    (await first.ask(people, 'register', { body: { fullName, identityNumber, areaCode: here } })).id
  const child = await enter('李小明', checkedNumber('44010420150601001'))
  const mother = await enter('李大明', checkedNumber('44010419850601002'))
  const neighbour = await enter('王邻居', checkedNumber('44010419850601004'))
  const household = await first.ask(people, 'createHousehold', { body: { areaCode: here, headPersonId: mother } })
  await first.ask(people, 'addHouseholdMember', {
    params: { id: household.id },
    body: { personId: child, relation: '女' },
  })

  const guardian = async (personId: string) => {
    const helperId = await town.work('people', (work) =>
      work.use(identity).createAccount({
        loginName: `g${randomUUID().slice(0, 8)}`,
        displayName: '李大明',
        kind: 'person',
        areaCode: here,
        personId,
        roles: [{ role: 'resident', area: here }],
      }),
    )
    const authorityId = randomUUID()
    await town.owner.query(
      `insert into identity_authorities (id, person_id, helper_account_id, relation, purpose, evidence_file_id, until_at, recorded_by, recorded_at)
        values ($1, $2, $3, 'guardian', '替孩子兑换积分', $1, now() + interval '20 days', $4, now())`,
      [authorityId, child, helperId, first.actor.id],
    )
    const helping = town.as({
      id: helperId,
      roles: [{ role: 'resident', area: here, unitId: null }],
      personId,
      onBehalfOf: { personId: child, authorityId },
    })
    const isHeldBack = () =>
      town.host.act('people', 'spend', (work) => work.use(identity).isSentByOffice(), helping.actor)
    return { authorityId, isHeldBack }
  }
  const parent = await guardian(mother)
  expect(await parent.isHeldBack()).toBe(true)
  const confirm = (who: typeof first, id: string) => who.ask(identity, 'confirmAuthority', { params: { id } })
  await expect(confirm(first, parent.authorityId)).rejects.toMatchObject({
    problem: { code: 'identity/second-worker-needed' },
  })
  await expect(confirm(await somebody(['communityWorker'], elsewhere), parent.authorityId)).rejects.toMatchObject({
    problem: { status: 404 },
  })
  await confirm(second, parent.authorityId)
  expect(await parent.isHeldBack()).toBe(false)
  expect((await second.ask(identity, 'authoritiesOver', { params: { id: child } })).items).toMatchObject([
    { id: parent.authorityId, relation: 'guardian', confirmedAt: expect.any(String) },
  ])

  const stranger = await guardian(neighbour)
  await confirm(second, stranger.authorityId)
  expect(await stranger.isHeldBack()).toBe(true)
})
