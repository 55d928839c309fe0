/** Acting for people without an account: written down only by whoever serves where they live. */
import { randomUUID } from 'node:crypto'
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
