/** When the platform is down, work goes on by numbered sheets; afterwards they are entered with the times at which things happened. */
import { matters } from '@liren/matters/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { command } from '../contract.ts'
import { district, here, openDistrict, refusal, water } from '../testing/small-district.ts'

let there: Awaited<ReturnType<typeof openDistrict>>
beforeAll(async () => {
  there = await openDistrict()
})
afterAll(() => there.town.close())

test('sheets are handed out without gaps, entered once, and the order has the times that were written down', async () => {
  const { dispatcher, someone, town, dispatched, settle } = there
  const caseId = await dispatched()
  await settle()
  const { number: caseNumber } = await dispatcher.ask(matters, 'read', { params: { id: caseId } })
  const { numbers } = await dispatcher.ask(command, 'handOutPapers', { body: { area: district, count: 3 } })
  expect(numbers).toEqual(['ZP20261103-440104-001', 'ZP20261103-440104-002', 'ZP20261103-440104-003'])
  const more = await dispatcher.ask(command, 'handOutPapers', { body: { area: here, count: 1 } })
  expect(more.numbers).toEqual(['ZP20261103-440104-004'])

  town.clock.set('2026-11-03T17:00:00+08:00')
  const params = { number: numbers[0] ?? '' }
  const body = {
    title: '抢修水管',
    text: '系统停用期间电话派遣',
    unitId: water,
    caseNumber,
    dispatchedAt: '2026-11-03T09:30:00+08:00',
    receivedAt: '2026-11-03T09:40:00+08:00',
    receivedBy: '阿良',
    doneAt: '2026-11-03T11:00:00+08:00',
    result: '已换管恢复供水',
  }
  const wrong = { ...body, receivedAt: '2026-11-03T09:20:00+08:00' }
  await expect(dispatcher.ask(command, 'enterPaper', { params, body: wrong })).rejects.toMatchObject({
    problem: { code: 'command/time-not-possible', field: 'receivedAt' },
  })
  const { result: _, ...silent } = body
  expect(await refusal(dispatcher.ask(command, 'enterPaper', { params, body: silent }))).toBe('command/result-missing')
  const { id } = await dispatcher.ask(command, 'enterPaper', { params, body })
  const order = await dispatcher.ask(matters, 'read', { params: { id } })
  expect(order).toMatchObject({ state: 'reported', openedAt: new Date(body.dispatchedAt).toISOString() })
  expect(order.steps.map(({ move, at }) => [move, at])).toEqual([
    ['opened', new Date(body.dispatchedAt).toISOString()],
    ['receive', new Date(body.receivedAt).toISOString()],
    ['report', new Date(body.doneAt).toISOString()],
  ])
  // Entered late, it was not late.
  expect(order.clocks.find(({ name }) => name === 'receive')?.stoppedAt).toBe(new Date(body.receivedAt).toISOString())
  expect((await dispatcher.ask(command, 'ordersOf', { params: { id: caseId } })).items).toMatchObject([
    { kind: 'paper' },
  ])
  expect(await refusal(dispatcher.ask(command, 'enterPaper', { params, body }))).toBe('command/entered-already')

  const spoilt = { number: numbers[1] ?? '' }
  await dispatcher.ask(command, 'voidPaper', { params: spoilt, body: { because: '写错了' } })
  expect(await refusal(dispatcher.ask(command, 'enterPaper', { params: spoilt, body }))).toBe('command/entered-already')
  const { items } = await dispatcher.ask(command, 'papers', { query: {} })
  expect(items.map(({ state }) => state)).toEqual(['open', 'open', 'void', 'entered'])

  const local = someone('dispatcher', '街道派遣', '440104003000')
  const last = { number: numbers[2] ?? '' }
  expect(await refusal(local.ask(command, 'enterPaper', { params: last, body }))).toBe('command/not-found')
})

test('a sheet about something nobody had taken in tells of a new case, and its order is about that case', async () => {
  const { dispatcher, someone, town } = there
  town.clock.set('2026-11-04T09:00:00+08:00')
  const { numbers } = await dispatcher.ask(command, 'handOutPapers', { body: { area: district, count: 2 } })
  town.clock.set('2026-11-04T16:00:00+08:00')
  const params = { number: numbers[0] ?? '' }
  const body = {
    title: '水管爆了',
    text: '居民来电，路面都是水',
    unitId: water,
    dispatchedAt: '2026-11-04T09:30:00+08:00',
    newCase: {
      area: here,
      address: '应元路 2 号',
      isUrgent: true,
      reporterName: '陈大文',
      reporterPhone: '13800138000',
    },
  }
  const nowhere = { ...body, newCase: { area: '440104009009' } }
  await expect(dispatcher.ask(command, 'enterPaper', { params, body: nowhere })).rejects.toMatchObject({
    problem: { code: 'command/place-missing', field: 'newCase.area' },
  })
  const street = { ...body, newCase: { area: '440104001000' } }
  expect(await refusal(dispatcher.ask(command, 'enterPaper', { params, body: street }))).toBe('command/place-missing')
  const local = someone('dispatcher', '街道派遣', '440104003000')
  const theirs = await local.ask(command, 'handOutPapers', { body: { area: '440104003000', count: 1 } })
  town.clock.set('2026-11-04T17:00:00+08:00')
  const fromAway = {
    params: { number: theirs.numbers[0] ?? '' },
    body: { ...body, dispatchedAt: '2026-11-04T16:30:00+08:00' },
  }
  expect(await refusal(local.ask(command, 'enterPaper', fromAway))).toBe('kernel/forbidden')

  const { id } = await dispatcher.ask(command, 'enterPaper', { params, body })
  const [told] = await town.told('command/paper-reported')
  expect(told).toMatchObject({
    text: '水管爆了。居民来电，路面都是水',
    areaCode: here,
    cellCode: null,
    address: '应元路 2 号',
    isUrgent: true,
    at: body.dispatchedAt,
    paper: numbers[0],
  })
  // Whom to ring travels sealed.
  expect(JSON.stringify(told)).not.toContain('13800138000')
  const caseId = String(told?.caseId)
  const { rows } = await town.owner.query('select case_id, area_code from command_orders where matter_id = $1', [id])
  expect(rows).toEqual([{ case_id: caseId, area_code: here }])
  const { items } = await dispatcher.ask(command, 'papers', { query: { state: 'entered' } })
  expect(items.find(({ number }) => number === numbers[0])).toMatchObject({ matterId: id, caseId })
})
