/** Rules across fields: what cannot be true becomes a task of its owner, what is not known is no fault, and nothing is judged twice. */
import { Refused } from '@liren/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CataloguePort, catalogue, type ToldValue } from '../contract.ts'
import { chenNumber, community, district, smallDistrict } from '../testing/small-district.ts'
import module from './module.ts'

let small: Awaited<ReturnType<typeof smallDistrict>>
let chenId: string
beforeAll(async () => {
  small = await smallDistrict()
  chenId = await small.register('陈秀英', chenNumber, '13800001234')
})
afterAll(() => small.town.close())

const steward = () => small.as('dataSteward', district)
const record = (...told: ToldValue[]) =>
  small.town.work(module, (work) => {
    // The plug types ports loosely; this is the one of the catalogue.
    const port = module.port?.(work) as CataloguePort
    return port.record({ kind: 'person', id: chenId }, told)
  })
const rule = {
  name: { zh: '未婚却登记有配偶', en: 'Unmarried, yet a spouse' },
  rule: "share.marriage.state != '10' || share.marriage.spouse == ''",
  key: 'share.marriage.state',
  isActive: true,
}
const keep = (more: Partial<typeof rule> = {}) =>
  steward().ask(catalogue, 'keepQualityRule', { params: { code: 'marriage-spouse' }, body: { ...rule, ...more } })
const judge = async () => {
  await small.town.run(module, 'check-quality')
  await small.town.settle()
  return (await steward().ask(catalogue, 'listQualityRules')).items.find(({ code }) => code === 'marriage-spouse')
}
const problem = async (asked: Promise<unknown>) => {
  const thrown = await asked.then(
    () => undefined,
    (error: unknown) => error,
  )
  return thrown instanceof Refused ? thrown.problem : undefined
}

test('a rule that cannot be read, or asks about a field it does not speak of, is refused where it is wrong', async () => {
  expect(await problem(keep({ rule: 'share.marriage.state ===' }))).toMatchObject({
    code: 'catalogue/rule-wrong',
    field: 'rule',
  })
  expect(await problem(keep({ key: 'share.housing.owned' }))).toMatchObject({
    code: 'catalogue/key-not-in-rule',
    field: 'key',
  })
  expect(
    await problem(
      small.as('communityWorker', community).ask(catalogue, 'keepQualityRule', {
        params: { code: 'marriage-spouse' },
        body: rule,
      }),
    ),
  ).toMatchObject({ status: 403 })
})

test('half of it known is no fault; two departments that cannot both be right are one task, found once', async () => {
  await keep()
  await record({ key: 'share.marriage.state', value: '10', source: '婚姻登记库' })
  expect(await judge()).toMatchObject({ open: 0, found: 0 })
  await record({ key: 'share.marriage.spouse', value: '梁国强', source: '婚姻登记库' })
  expect(await judge()).toMatchObject({ open: 1, found: 1 })
  expect(await judge()).toMatchObject({ open: 1, found: 1 })
})

test('what was told is looked at again only when somebody told anew; a rule at rest judges nothing', async () => {
  await keep({ isActive: false })
  await record({ key: 'share.marriage.spouse', value: '何永康', source: '婚姻登记库' })
  expect(await judge()).toMatchObject({ found: 1, isActive: false })
})
