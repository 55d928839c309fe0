/** An item few use: whoever has not asked for it is told that it is there, nobody twice, and what came of it is counted. */
import { randomUUID } from 'node:crypto'
import type { Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { services } from '../contract.ts'
import { handIn } from '../testing/journey.ts'
import { openTown, settle } from '../testing/people-of-town.ts'
import { here, nextDoor, refusal } from '../testing/services-town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
}, 120_000)
afterAll(() => town.close())

test('neighbours who have not asked for it are told, those who have are left alone, and it is counted who came', async () => {
  const [knows, does] = [await settle(town), await settle(town)]
  await handIn(town, knows.who, 'SQ-002', here)
  await town.owner.query(`update services_items set reach_per_year = 400 where code = 'SQ-002'`)
  const admin = (area: string) => town.as({ roles: [{ role: 'communityAdmin', area, unitId: null }] })
  const ofItem = async () => (await admin(here).ask(services, 'use')).items.find(({ code }) => code === 'SQ-002')
  expect(await ofItem()).toMatchObject({ isUnderUsed: true, mayBeOffered: true, offered: null })

  const params = { code: 'SQ-002' }
  const body = { id: randomUUID(), area: here }
  await expect(admin(nextDoor).ask(services, 'reachOut', { params, body })).rejects.toMatchObject({
    problem: { status: 403 },
  })
  await admin(here).ask(services, 'reachOut', { params, body })
  // Sent once more without an answer, and the job run twice: told once.
  await admin(here).ask(services, 'reachOut', { params, body })
  await town.run('services', 'reach-out', { id: body.id })
  await town.run('services', 'reach-out', { id: body.id })
  expect((await ofItem())?.offered).toMatchObject({ recipients: 1, appliedSince: 0 })
  const { rows } = await town.owner.query<{ n: number }>(
    `select recipients as n from services_outreaches where id = $1`,
    [body.id],
  )
  expect(rows).toEqual([{ n: 1 }])

  const again = admin(here).ask(services, 'reachOut', { params, body: { ...body, id: randomUUID() } })
  expect(await refusal(again)).toMatchObject({ code: 'services/told-lately', field: 'area' })

  town.clock.advance(60_000)
  await handIn(town, does.who, 'SQ-002', here)
  expect((await ofItem())?.offered).toMatchObject({ appliedSince: 1 })
})

test('what would say something about whoever is told, or is for firms, is not announced', async () => {
  const steward = town.as({ roles: [{ role: 'dataSteward', area: '440104000000', unitId: null }] })
  const { rows } = await town.owner.query<{ code: string }>(
    `select code from services_items where is_current and record->>'isConfidential' = 'true' limit 1`,
  )
  for (const code of ['QY-001', ...rows.map((row) => row.code)])
    expect(
      await refusal(steward.ask(services, 'reachOut', { params: { code }, body: { id: randomUUID(), area: here } })),
    ).toMatchObject({ code: 'services/not-for-all' })
})
