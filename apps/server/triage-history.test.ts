/** A district that begins with a past: closed orders of its older system teach triage, or a model made from them is installed. */
import type { Work } from '@liren/kernel'
import { triage } from '@liren/triage/contract'
import { installModel, learnHistory, trainNow } from '@liren/triage/history'
import { saveModel, trainModel } from '@liren/triage/model'
import triageModule from '@liren/triage/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStreet } from '../../modules/cases/testing/street.ts'

let street: Awaited<ReturnType<typeof openStreet>>
beforeAll(async () => {
  street = await openStreet([triageModule])
})
afterAll(() => street.town.close())

const act = <T>(effect: (work: Work) => Promise<T>) => street.town.work('triage', effect)
/** A word of this town that no dictionary has. */
const said = (word: string, n: number) => `${n}号楼下的${word}又来了，第${n}次反映，请派人处理`
const rows = (word: string, label: string) => Array.from({ length: 40 }, (_, n) => ({ text: said(word, n), label }))
const firstFor = async (word: string) => {
  const { id } = await street.report(street.who.chen, { text: `我家门口的${word}今晚又来了` })
  await street.town.settle()
  const { ranked, modelVersion } = await street.who.wu.ask(triage, 'sorting', { params: { id } })
  return { code: ranked[0]?.code, probability: ranked[0]?.probability ?? 0, modelVersion }
}

test('labels that are no category here are refused by name, and a model of theirs is not installed', async () => {
  const foreign = saveModel(trainModel([...rows('鬼市', '市容'), ...rows('野狗', 'E0102')]))
  await expect(installModel(act, foreign)).rejects.toThrow(/these are none: 市容/)
  await expect(installModel(act, Buffer.from('nothing'))).rejects.toThrow(/not a triage model/)
  expect((await street.who.wu.ask(triage, 'standing')).isTrained).toBe(false)
})

test('an installed model sorts the very next report, says what it was made from, and is not thrown away at night', async () => {
  expect((await firstFor('喳喳车')).code).not.toBe('E0501')
  const model = trainModel([...rows('喳喳车', 'E0501'), ...rows('咕咕摊', 'E0102')])
  expect(await installModel(act, saveModel(model))).toMatchObject({ labels: 2, examples: 80, measured: null })
  expect(await firstFor('喳喳车')).toMatchObject({ code: 'E0501', modelVersion: expect.stringContaining('-80-') })
  expect(await street.who.wu.ask(triage, 'standing')).toMatchObject({ isTrained: true, installedFrom: 80 })
  await learnHistory(act, [...rows('喳喳车', 'E0501').slice(0, 35), ...rows('咕咕摊', 'E0102').slice(0, 35)])
  // Seventy examples here, eighty there.
  expect(await trainNow(act, async (some) => saveModel(trainModel(some)))).toBeNull()
  expect(await street.who.wu.ask(triage, 'standing')).toMatchObject({ installedFrom: 80 })
})

test('closed orders teach by code or name, once however often they are read; what few may know does not', async () => {
  const known = await street.who.wu.ask(triage, 'policies')
  const { name = '' } = known.items.find(({ categoryCode }) => categoryCode === 'E0508') ?? {}
  const restricted = await act(async (work) => {
    const { rows } = await street.town.owner.query('select code from triage_categories where is_restricted limit 1')
    return work && String(rows[0]?.code)
  })
  const file = [...rows('轰隆机', name), ...rows('轰隆机', restricted), { text: '不知道是什么', label: '旧系统的类' }]
  expect(await learnHistory(act, file)).toMatchObject({
    rows: 81,
    learned: 40,
    restricted: 40,
    unknown: { 旧系统的类: 1 },
  })
  expect(await learnHistory(act, file)).toMatchObject({ learned: 0, known: 40 })
  expect(await trainNow(act, async (some) => saveModel(trainModel(some)))).toBe(110)
  expect((await firstFor('轰隆机')).code).toBe('E0508')
  expect(await street.who.wu.ask(triage, 'standing')).toMatchObject({ installedFrom: null, examples: 110 })
  const steward = street.town.as({
    name: '数据员',
    roles: [{ role: 'dataSteward', area: '440104000000', unitId: null }],
  })
  const { items } = await steward.ask(triage, 'examples', { query: { because: 'history', limit: 200 } })
  expect(items.every(({ caseId }) => caseId === null)).toBe(true)
  expect(items).toHaveLength(110)
})
