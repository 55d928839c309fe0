/** Figures over a dataset: exact where it is about things, counts alone and no small ones where it is about people, and only for whom it is shared with. */
import { afterAll, expect, test } from 'vitest'
import { catalogue } from '../contract.ts'
import { canteens, civilAffairs, community, district, smallDistrict } from '../testing/small-district.ts'

const { town, as } = await smallDistrict()
afterAll(() => town.close())
const steward = as('dataSteward', district, { name: '林泽宇' })
const department = as('handler', district, { name: '徐思敏', unitId: civilAffairs })
const worker = as('communityWorker', community)

const publish = async (draft: ReturnType<typeof canteens>, rows: Record<string, unknown>[]) => {
  await steward.ask(catalogue, 'registerDataset', { params: { code: draft.code }, body: draft })
  const { id } = await department.ask(catalogue, 'submitUpdate', { params: { code: draft.code }, body: { rows } })
  await steward.ask(catalogue, 'decideUpdate', { params: { id }, body: { decision: 'approve' } })
}
const analyse = (who: typeof worker, code: string, query: { by: string; then?: string; measure?: string }) =>
  who.ask(catalogue, 'analyseDataset', { params: { code }, query })
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    ({ problem }) => `${problem.code} ${problem.field}`,
  )

test('of canteens every figure is shown: how many, how many seats, and how they grew', async () => {
  await publish(canteens(), [
    { 名称: '甲', 社区: '越秀山', 餐位: 30 },
    { 名称: '乙', 社区: '越秀山', 餐位: 20 },
    { 名称: '丙', 社区: '应元', 餐位: 60 },
  ])
  const { rows, versions } = await analyse(worker, 'elder-canteens', { by: '社区', measure: '餐位' })
  expect(rows).toEqual([
    { keys: ['越秀山'], count: 2, sum: 50, mean: 25 },
    { keys: ['应元'], count: 1, sum: 60, mean: 60 },
  ])
  expect(versions).toMatchObject([{ rows: 3 }])
  expect(await refusal(analyse(worker, 'elder-canteens', { by: '街道' }))).toBe('catalogue/unknown-column by')
  expect(await refusal(analyse(worker, 'elder-canteens', { by: '社区', then: '社区' }))).toBe(
    'catalogue/column-twice then',
  )
  expect(await refusal(analyse(worker, 'elder-canteens', { by: '社区', measure: '名称' }))).toBe(
    'catalogue/unknown-column measure',
  )
})

test('of people only counts are shown, none below ten, none that could be worked out; and only to whom they are shared with', async () => {
  const guests = canteens({
    code: 'meal-guests',
    title: '助餐对象',
    sharing: 'conditional',
    sharingTerms: '限养老服务',
    columns: [
      { name: '编号', type: 'text', isRequired: true },
      { name: '姓名', type: 'text', entry: 'person.name' },
      { name: '社区', type: 'text' },
      { name: '就餐次数', type: 'integer' },
    ],
    keyColumns: ['编号'],
    opening: null,
  })
  const of = (from: number, count: number, where: string) =>
    Array.from({ length: count }, (_, at) => ({ 编号: `${from + at}`, 姓名: '某某', 社区: where, 就餐次数: 8 }))
  await publish(guests, [...of(0, 40, '越秀山'), ...of(100, 12, '应元'), ...of(200, 3, '都府')])
  const { rows } = await analyse(department, 'meal-guests', { by: '社区' })
  expect(rows.find(({ keys }) => keys[0] === '越秀山')).toMatchObject({ count: 40 })
  expect(rows.find(({ keys }) => keys[0] === '都府')?.count).toBeNull()
  // Were the other one shown, whoever knows the whole would know the small one.
  expect(rows.filter(({ count }) => count === null).length).toBeGreaterThanOrEqual(2)
  expect(await refusal(analyse(department, 'meal-guests', { by: '姓名' }))).toBe('catalogue/personal-opened by')
  expect(await refusal(analyse(department, 'meal-guests', { by: '社区', measure: '就餐次数' }))).toBe(
    'catalogue/personal-opened measure',
  )
  expect(await refusal(analyse(worker, 'meal-guests', { by: '社区' }))).toBe('catalogue/not-shared code')
})
