/** A past laid down in bulk is the past somebody lived: same state, same counts, same clocks, step by step. */
import { randomUUID } from 'node:crypto'
import { type MattersPort, matters } from '@liren/matters/contract'
import type { Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cases } from '../contract.ts'
import { district, here, openTown, photos, spot } from '../testing/small-town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown('2026-11-16T09:00:00+08:00')
})
afterAll(() => town.close())

const at = (time: string) => new Date(`2026-11-${time}:00+08:00`)
const matterOf = async (id: string) =>
  (
    await town.owner.query(
      `select state, phase, title, grade, area_code, cell_code, holder_unit_id, holder_account_id, handled_by, due_at, step_count, hops,
        returns, reworks, reopens, outcome, opened_at, closed_at, held_since, is_public, is_restricted from matters_matters where id = $1`,
      [id],
    )
  ).rows[0]
const clocksOf = async (id: string) =>
  (
    await town.owner.query(
      `select name, amount, unit, started_at, due_at, remind_at, stopped_at, pauses, extensions from matters_clocks where matter_id = $1
        order by started_at, name`,
      [id],
    )
  ).rows
const stepsOf = async (id: string) =>
  (
    await town.owner.query(
      'select seq, at, move, from_state, to_state, actor_id, actor_name, is_public from matters_steps where matter_id = $1 order by seq',
      [id],
    )
  ).rows

test('a case walked through the door and the same case laid down at once cannot be told apart', async () => {
  const office = (role: string, name: string, unitId: string | null = null) =>
    town.as({ name, roles: [{ role, area: district, unitId }] })
  const [chen, yu, wen, wu, lin] = [
    town.as({ name: '陈秀英', roles: [{ role: 'resident', area: here, unitId: null }] }),
    office('acceptor', '余雅琴'),
    office('dutyLeader', '温子轩'),
    office('dispatcher', '吴敏仪'),
    town.as({ name: '林志远', roles: [{ role: 'gridWorker', area: here, unitId: null }] }),
  ]
  const id = randomUUID()
  const on = { params: { id } }
  const when = (time: string) => town.clock.set(at(time))
  when('16T09:00')
  await chen.ask(cases, 'report', { body: { id, text: '巷口垃圾三日冇清', place: spot } })
  when('16T09:10')
  await yu.ask(cases, 'accept', { ...on, body: { categoryCode: 'E0102' } })
  when('16T09:20')
  await wen.ask(cases, 'file', { ...on, body: {} })
  const unitId = (await wu.ask(cases, 'proposals', on)).items[0]?.unitId ?? ''
  const zhou = office('handler', '周文辉', unitId)
  when('16T09:30')
  await wu.ask(cases, 'dispatch', { ...on, body: { unitId } })
  when('16T10:00')
  await zhou.ask(cases, 'signIn', { ...on, body: {} })
  when('16T10:30')
  const delay = { kind: 'delay' as const, reason: '等车', limit: { amount: 1, unit: 'workHours' as const } }
  const asked = await zhou.ask(matters, 'ask', { ...on, body: delay })
  when('16T10:40')
  await wu.ask(matters, 'decide', { params: { id: asked.id }, body: { isGranted: true, decision: '同意' } })
  when('16T11:30')
  const files = await photos(zhou)
  await zhou.ask(cases, 'reply', { ...on, body: { outcome: 'fixed', text: '已清', files } })
  when('16T14:10')
  await lin.ask(cases, 'check', { ...on, body: { isPassed: false, text: '还有残留' } })
  when('17T09:30')
  await zhou.ask(cases, 'reply', { ...on, body: { outcome: 'fixed', text: '已清完', files: await photos(zhou) } })
  when('17T10:00')
  await lin.ask(cases, 'check', { ...on, body: { isPassed: true, files: await photos(lin) } })
  when('17T10:30')
  await wen.ask(cases, 'conclude', { ...on, body: { decision: 'close' } })

  const lived = await matterOf(id)
  const steps = await stepsOf(id)
  const copy = randomUUID()
  await town.work('cases', async (work) => {
    const port = work.use(matters as never) as MattersPort
    const { limits } = await chen.ask(cases, 'category', { params: { code: 'E0102' } })
    const centre = { unitId: lived.holder_unit_id as string, accountId: null }
    const by = (who: typeof chen, unit: string | null = null) => ({
      accountId: who.actor.id,
      name: who.actor.name,
      unitId: unit,
    })
    const mine = { unitId, accountId: zhou.actor.id }
    const field = { unitId: randomUUID(), accountId: null }
    const move = { kind: 'move' as const, limits }
    await port.openMany([
      {
        id: copy,
        process: 'case-handling',
        title: lived.title,
        areaCode: lived.area_code,
        cellCode: lived.cell_code,
        source: 'snap',
        letter: 'S',
        grade: 1,
        isPublic: lived.is_public,
        openedAt: at('16T09:00'),
        openedBy: by(chen),
        holder: centre,
        acts: [
          { ...move, move: 'accept', at: at('16T09:10'), by: by(yu), grade: lived.grade },
          { ...move, move: 'file', at: at('16T09:20'), by: by(wen) },
          { ...move, move: 'dispatch', at: at('16T09:30'), by: by(wu), holder: { unitId, accountId: null } },
          { ...move, move: 'signIn', at: at('16T10:00'), by: by(zhou, unitId), holder: mine },
          {
            kind: 'ask',
            what: 'delay',
            reason: '等车',
            limit: { amount: 1, unit: 'workHours' },
            at: at('16T10:30'),
            by: by(zhou, unitId),
            decided: { at: at('16T10:40'), by: by(wu), decision: '同意' },
          },
          { ...move, move: 'reply', at: at('16T11:30'), by: by(zhou, unitId), outcome: 'fixed', holder: field },
          { ...move, move: 'fail', at: at('16T14:10'), by: by(lin), holder: mine },
          { ...move, move: 'reply', at: at('17T09:30'), by: by(zhou, unitId), outcome: 'fixed', holder: field },
          { ...move, move: 'pass', at: at('17T10:00'), by: by(lin), holder: centre },
          { ...move, move: 'close', at: at('17T10:30'), by: by(wen), outcome: 'fixed' },
        ],
      },
    ])
    expect(await port.verify(copy)).toBe(true)
    expect(await port.verify(id)).toBe(true)
  })
  const near = (rows: Record<string, unknown>[]) =>
    JSON.parse(JSON.stringify(rows), (_, value) =>
      // The town's clock runs on by milliseconds while people work.
      typeof value === 'string' && /^\d{4}-.*Z$/.test(value) ? value.slice(0, 16) : value,
    )
  expect(near([await matterOf(copy)])).toEqual(near([lived]))
  expect(near(await clocksOf(copy))).toEqual(near(await clocksOf(id)))
  expect(near(await stepsOf(copy))).toEqual(near(steps))
})
