/** A warning of weather stands on the boards of all whom it concerns, no longer and no wider. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { command } from '../contract.ts'
import { district, elsewhere, here, openDistrict, refusal, street } from '../testing/small-district.ts'

let there: Awaited<ReturnType<typeof openDistrict>>
beforeAll(async () => {
  there = await openDistrict()
})
afterAll(() => there.town.close())

test('a signal is seen inside its area and above, not beside it; it goes when it is lifted or its time is over', async () => {
  const { leader, someone, town, plumber, dispatcher } = there
  const local = someone('dispatcher', '社区派遣', here)
  const beside = someone('dispatcher', '别街派遣', '440104003000')
  const body = {
    area: street,
    kind: 'rain' as const,
    level: 'orange' as const,
    text: '三小时内有大暴雨，低洼处注意内涝',
    until: '2026-11-03T15:00:00+08:00',
  }
  const seen = async (who: typeof leader, query: object = {}) =>
    (await who.ask(command, 'signals', { query })).items.map(({ kind, level }) => `${kind} ${level}`)
  expect(await refusal(plumber.ask(command, 'giveSignal', { body }))).toBe('kernel/forbidden')
  expect(await refusal(beside.ask(command, 'giveSignal', { body }))).toBe('kernel/forbidden')
  await expect(
    leader.ask(command, 'giveSignal', { body: { ...body, until: '2026-11-03T08:00:00+08:00' } }),
  ).rejects.toMatchObject({ problem: { code: 'command/until-past', field: 'until' } })
  const given = await leader.ask(command, 'giveSignal', { body })
  expect(given).toMatchObject({ areaName: '洪桥街道', givenByName: '何值班长', mayEnd: true })
  expect(await town.told('command/signalled')).toMatchObject([{ signalId: given.id, areaCode: street }])
  for (const who of [leader, local, dispatcher]) expect(await seen(who)).toEqual(['rain orange'])
  expect(await seen(beside)).toEqual([])
  expect(await seen(leader, { area: here })).toEqual(['rain orange'])
  expect(await seen(leader, { area: elsewhere })).toEqual([])

  const heat = { ...body, area: district, kind: 'heat' as const, level: 'yellow' as const }
  const all = await leader.ask(command, 'giveSignal', { body: heat })
  expect(await seen(beside)).toEqual(['heat yellow'])
  expect(await refusal(local.ask(command, 'endSignal', { params: { id: all.id }, body: {} }))).toBe('command/not-found')
  await dispatcher.ask(command, 'endSignal', { params: { id: all.id }, body: {} })
  expect(await refusal(dispatcher.ask(command, 'endSignal', { params: { id: all.id }, body: {} }))).toBe(
    'command/over-already',
  )
  expect(await seen(local)).toEqual(['rain orange'])
  town.clock.set('2026-11-03T15:00:01+08:00')
  expect(await seen(local)).toEqual([])
  expect(await refusal(leader.ask(command, 'endSignal', { params: { id: given.id }, body: {} }))).toBe(
    'command/over-already',
  )
  // What was in force stays on record, page by page.
  const first = await leader.ask(command, 'signals', { query: { state: 'all', limit: 1 } })
  expect(first.items).toMatchObject([{ kind: 'heat', endedByName: '周派遣', mayEnd: false }])
  const next = await leader.ask(command, 'signals', { query: { state: 'all', limit: 1, after: first.next ?? '' } })
  expect(next).toMatchObject({ items: [{ kind: 'rain' }], next: null })
})
