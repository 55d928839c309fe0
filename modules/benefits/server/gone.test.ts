/** Who is gone is left in peace: the dead, whoever moved away, and whoever had the use of their data stopped. */
import { people } from '@liren/people/contract'
import { afterAll, expect, test } from 'vitest'
import { openPolicyTown } from '../testing/policy-town.ts'
import module from './module.ts'

const { town, who, settle, screen } = await openPolicyTown('2026-06-15T09:00:00+08:00')
afterAll(() => town.close())
const stateOf = async (personId: string, rule: string): Promise<string | undefined> =>
  (await town.owner.query('select state from benefits_matches where person_id = $1 and rule_id = $2', [personId, rule]))
    .rows[0]?.state
const climbOn = async (day: string) => {
  town.clock.set(`${day}T10:00:00+08:00`)
  await town.run(module, 'climb')
  await town.settle()
}
/** Sendings she got; the app shows those of one kind together. */
const told = async (person: Awaited<ReturnType<typeof settle>>): Promise<number> =>
  (
    await town.owner.query('select count(distinct sending_id)::int as n from notices_messages where account_id = $1', [
      person.asks.actor.id,
    ])
  ).rows[0]?.n
test('nobody reminds or visits the dead, whoever moved away, or whoever had the use of their data stopped', async () => {
  const [died, left, stopped, stays, unheard] = [
    await settle({ name: '周先逝', birth: '1960-01-02' }),
    await settle({ name: '周远迁', birth: '1960-01-03' }),
    await settle({ name: '周停用', birth: '1960-01-04' }),
    await settle({ name: '周留下', birth: '1960-01-05' }),
    await settle({ name: '周无声', birth: '1960-01-06' }),
  ]
  await screen(['P-14'])
  const states = () => Promise.all([died, left, stopped, stays, unheard].map(({ id }) => stateOf(id, 'P-14')))
  expect(await states()).toEqual(['told', 'told', 'told', 'told', 'told'])
  const check = (id: string, finding: 'dead' | 'movedAway') =>
    who.worker.ask(people, 'check', { params: { id }, body: { finding } })
  await check(died.id, 'dead')
  await check(left.id, 'movedAway')
  await town.settle()
  expect(await states()).toEqual(['lapsed', 'lapsed', 'told', 'told', 'told'])
  await town.owner.query(
    'insert into catalogue_restrictions (person_id, rights_id, since) values ($1, gen_random_uuid(), now())',
    [stopped.id],
  )
  // Whatever door the news came by.
  await town.owner.query(`update people_persons set state = 'dead' where id = $1`, [unheard.id])
  await climbOn('2026-06-23')
  expect(await states()).toEqual(['lapsed', 'lapsed', 'lapsed', 'told', 'lapsed'])
  expect(await Promise.all([died, left, stopped, stays, unheard].map(told))).toEqual([1, 1, 1, 2, 1])
  // Once restricted, age alone finds nobody either.
  await screen(['P-14'])
  expect(await states()).toEqual(['lapsed', 'lapsed', 'lapsed', 'told', 'lapsed'])
})

test('a visit on its way to somebody who has died is called off', async () => {
  const zhou = await settle({ name: '周未见', birth: '1960-01-07' })
  await screen(['P-14'])
  await climbOn('2026-07-01')
  await climbOn('2026-07-16')
  const task = async () =>
    (
      await town.owner.query(
        `select state from matters_matters where process = 'benefit-outreach' and subject_id =
          (select id from benefits_matches where person_id = $1 and rule_id = 'P-14')`,
        [zhou.id],
      )
    ).rows[0]?.state
  expect([await stateOf(zhou.id, 'P-14'), await task()]).toEqual(['visiting', 'toVisit'])
  await who.worker.ask(people, 'check', { params: { id: zhou.id }, body: { finding: 'dead' } })
  await town.settle()
  expect([await stateOf(zhou.id, 'P-14'), await task()]).toEqual(['lapsed', 'declined'])
})
