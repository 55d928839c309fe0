/** How often what went by itself was right: the page of sorting and the board of the centre say the same of the same cases. */
import { cases } from '@liren/cases/contract'
import { command } from '@liren/command/contract'
import commandModule from '@liren/command/server'
import { matters } from '@liren/matters/contract'
import { triage } from '@liren/triage/contract'
import triageModule from '@liren/triage/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { spot } from '../../modules/cases/testing/small-town.ts'
import { openStreet } from '../../modules/cases/testing/street.ts'

const district = '440104000000'
let street: Awaited<ReturnType<typeof openStreet>>
beforeAll(async () => {
  street = await openStreet([triageModule, commandModule])
  const admin = street.town.as({ name: '系统管理员', roles: [{ role: 'systemAdmin', area: '', unitId: null }] })
  await admin.raw('PUT', '/api/kernel/settings/triage', { values: { forwarding: 'auto' } })
  const body = { mode: 'auto', threshold: 0.7, costWrong: 240, costWait: 15 } as const
  await one('dataSteward').ask(triage, 'putPolicy', { params: { code: '*' }, body })
})
afterAll(() => street.town.close())

const one = (role: string) => street.town.as({ name: role, roles: [{ role, area: district, unitId: null }] })
/** A lamp that is out, so many times 110 metres to the south: near ones would be taken for one. */
const lamp = async (n: number) => {
  const place = { ...spot, lat: spot.lat - n / 1000 }
  const { id } = await street.report(street.who.chen, { text: '应元路口的路灯坏了不亮，晚上好黑', place })
  await street.town.settle()
  return id
}
const unitOf = async (id: string) => (await street.who.wu.ask(cases, 'read', street.on(id))).matter.holderUnitId ?? ''
/** Wrong and forwarded, as sorting counts them and as the centre does. */
const both = async () => {
  street.town.clock.advance(1000)
  const { whole } = await one('supervisor').ask(triage, 'quality', { query: {} })
  const { rows } = await one('supervisor').ask(command, 'figures', {
    query: { from: '2026-11-23', only: 'automatic,automaticRight' },
  })
  const [automatic, right] = rows[0]?.figures ?? []
  const wrong = (right?.denominator ?? 0) - (right?.numerator ?? 0)
  return { sorting: [whole.wrong, whole.forwarded], centre: [wrong, automatic?.numerator] }
}

test('sent by itself and left so, it is right; taken back, sent elsewhere or given back, it is wrong on both pages', async () => {
  const ids = [await lamp(0), await lamp(1), await lamp(2), await lamp(3)]
  const [, undone = '', elsewhere = '', returned = ''] = ids
  expect(await both()).toEqual({ sorting: [0, 4], centre: [0, 4] })

  await street.who.wu.ask(cases, 'undoForward', { ...street.on(undone), body: {} })
  await street.town.settle()
  expect(await both()).toEqual({ sorting: [1, 4], centre: [1, 4] })

  await street.who.wu.ask(cases, 'dispatch', { ...street.on(elsewhere), body: { unitId: street.unit.other } })
  await street.town.settle()
  expect(await both()).toEqual({ sorting: [2, 4], centre: [2, 4] })

  const unitId = await unitOf(returned)
  const handler = street.town.as({ name: '刘工', roles: [{ role: 'handler', area: district, unitId }] })
  const asked = await street.askReturn(handler, returned)
  const decision = { isGranted: true, decision: '同意退回' }
  await street.who.wen.ask(matters, 'decide', { params: { id: asked.id }, body: decision })
  await street.town.settle()
  expect(await both()).toEqual({ sorting: [3, 4], centre: [3, 4] })
})

test('a batch that is taken back as a whole says nothing of its cases: they had not gone', async () => {
  const before = await both()
  const id = await lamp(4)
  expect((await both()).centre[1]).toBe((before.centre[1] ?? 0) + 1)
  // Batches are told to go by their area; here the fact of one taken back is enough.
  const back = { caseIds: [id], because: '整批撤回' }
  await street.town.owner.query(
    `insert into kernel_outbox (kind, name, fact, topics, at, request_id) values ('event', 'triage/takenBack', $1, '{}', now(), 'test')`,
    [JSON.stringify(back)],
  )
  await street.town.settle()
  expect(await both()).toEqual(before)
})
