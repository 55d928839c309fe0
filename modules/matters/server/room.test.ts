/** The room of a matter (会商): who is called into it works along; and what others may read of many lives at once. */
import files from '@liren/files/server'
import identity from '@liren/identity/server'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import territory from '@liren/territory/server'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { matters } from '../contract.ts'
import { area, elsewhere, openLampTown, power, refusal } from '../testing/lamp-town.ts'
import plug from './module.ts'

let there: Awaited<ReturnType<typeof openLampTown>>
beforeAll(async () => {
  there = await openLampTown([territory, identity, organisation, files, notices])
})
afterAll(() => there.town.close())

const invite = (id: string, accountId: string, name: string) =>
  there.town.work(plug, (work) => work.use(matters).invite(id, [{ accountId, name }]))

test('a colleague from elsewhere who is called into the room reads and writes there; before, it did not exist for them', async () => {
  const id = await there.dispatched()
  const guest = there.someone('gridWorker', '邻街网格员', elsewhere)
  expect(await refusal(there.read(guest, id))).toBe('matters/not-found')
  const accountId = guest.actor.id ?? ''
  expect(await invite(id, accountId, '邻街网格员')).toEqual([accountId])
  expect(await invite(id, accountId, '邻街网格员')).toEqual([])
  const seen = await there.read(guest, id)
  expect(seen.mayAs).toEqual(['staff'])
  expect(seen.acts).toContain('sayInternally')
  await guest.ask(matters, 'say', { params: { id }, body: { text: '我带两个人过去', isPublic: false } })
  expect((await there.read(there.electrician, id)).messages.map(({ text }) => text)).toEqual(['我带两个人过去'])
  expect((await there.read(there.chen, id)).messages).toEqual([])
  expect((await guest.ask(matters, 'mine', { query: {} })).items).toEqual([])
})

test('who left the office, or serves elsewhere now, sees no more of what they handled or were called into', async () => {
  const id = await there.dispatched()
  const { electrician } = there
  const neighbour = there.someone('gridWorker', '邻街网格员', elsewhere)
  await invite(id, neighbour.actor.id ?? '', '邻街网格员')
  await there.fix(electrician, id)
  const later = (who: typeof electrician, role: string, where: string) =>
    there.town.as({
      ...(who.actor.id ? { id: who.actor.id } : {}),
      ...{ name: who.actor.name, roles: [{ role, area: where, unitId: null }] },
    })
  expect((await there.read(electrician, id)).mayAs).toContain('staff')
  expect((await there.read(neighbour, id)).mayAs).toContain('staff')
  for (const left of [later(electrician, 'resident', area), later(neighbour, 'merchant', elsewhere)])
    expect(await refusal(there.read(left, id))).toBe('matters/not-found')
  expect(await refusal(there.read(later(electrician, 'gridWorker', elsewhere), id))).toBe('matters/not-found')
})

test('who held a matter by name is in nobody’s way once they have left, and reads none of its inside', async () => {
  const id = await there.dispatched()
  const { electrician } = there
  await there.town.owner.query(
    'update matters_matters set holder_account_id = $2, holder_unit_id = null where id = $1',
    [id, electrician.actor.id],
  )
  expect((await there.read(electrician, id)).mayAs).toContain('holder')
  const left = there.town.as({
    ...(electrician.actor.id ? { id: electrician.actor.id } : {}),
    roles: [{ role: 'resident', area, unitId: null }],
  })
  expect(await refusal(there.read(left, id))).toBe('matters/not-found')
  expect(await refusal(there.fix(left, id))).toBe('matters/not-found')
})

test('whoever sits in the room is not told what is meant for reporters', async () => {
  const id = await there.dispatched()
  const guest = there.someone('gridWorker', '邻街网格员', elsewhere)
  await invite(id, guest.actor.id ?? '', '邻街网格员')
  await there.fix(there.electrician, id)
  const told = (await there.town.told('matters/moved')).filter((fact) => fact.matterId === id)
  expect(told.at(-1)?.partyAccountIds).toEqual([there.chen.actor.id])
})

test('many lives are read by their indexes, whatever the database believes of tables nobody has counted', async () => {
  const id = await there.closed()
  await there.town.work(plug, async (work) => {
    const scans = async () =>
      (
        await sql<{ scans: number }>`select coalesce(sum(seq_scan), 0)::int as scans from pg_stat_xact_user_tables
          where relname like 'matters\\_%'`.execute(work.db)
      ).rows[0]?.scans
    const before = await scans()
    const lives = await work.use(matters).histories({ after: null, limit: 500 })
    expect(lives.map((life) => life.id)).toContain(id)
    const many = Array.from({ length: 21 }, () => crypto.randomUUID())
    expect(await work.use(matters).histories({ ids: [id, ...many] })).toHaveLength(1)
    // These tables hold a handful of rows: left to itself, the planner reads them whole.
    expect(await scans()).toBe(before)
    const { rows } = await sql<{ scan: string; plans: string }>`select current_setting('enable_seqscan') as scan,
      current_setting('plan_cache_mode') as plans`.execute(work.db)
    expect(rows[0]).toEqual({ scan: 'on', plans: 'auto' })
  })
})

test('lives of matters are read in the order of their opening, with what happened in each', async () => {
  const id = await there.closed()
  const lives = await there.town.work(plug, (work) => work.use(matters).histories({ ids: [id] }))
  expect(lives[0]).toMatchObject({ id, state: 'closed', hops: 0, reporterId: there.chen.actor.id })
  expect(lives[0]?.steps.map(({ move }) => move)).toEqual(['opened', 'dispatch', 'fix', 'pass'])
  expect(lives[0]?.steps[2]).toMatchObject({ unitId: power, facts: { what: '换了灯泡' } })
  expect(lives[0]?.clocks.map(({ name, stoppedAt }) => [name, stoppedAt !== null])).toEqual([
    ['accept', true],
    ['handle', true],
  ])
  const all = await there.town.work(plug, (work) => work.use(matters).histories({ after: null, limit: 500 }))
  const rest = await there.town.work(plug, (work) =>
    work.use(matters).histories({ after: all[0]?.id ?? '', limit: 500 }),
  )
  expect(rest.map((one) => one.id)).toEqual(all.slice(1).map((one) => one.id))
})
