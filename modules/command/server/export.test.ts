/** Indicators leave as a table in which every row says by which formula, when, where and of how many. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { formulaVersion } from '../indicator.ts'
import { openDistrict } from '../testing/small-district.ts'

let there: Awaited<ReturnType<typeof openDistrict>>
beforeAll(async () => {
  there = await openDistrict()
})
afterAll(() => there.town.close())

test('the same figures leave as CSV and as a workbook; whoever sees no indicators gets neither', async () => {
  const { leader, chen, closed, settle } = there
  await closed()
  await settle()
  const query = 'from=2026-11-03&until=2026-11-04&by=unit'
  const csv = await leader.raw('GET', `/api/command/figures/export?format=csv&${query}`)
  expect(csv.headers.get('content-type')).toContain('text/csv')
  const [headings = [], ...lines] = (await csv.text())
    .replace('\uFEFF', '')
    .trim()
    .split('\n')
    .map((line) => line.split(','))
  const rows = lines.map((line) => Object.fromEntries(headings.map((name, at) => [name, line[at]])))
  const closedRow = rows.find((row) => row.指标 === '结案数' && row.区域或单位 === '水务局')
  expect(closedRow).toMatchObject({
    公式版本: formulaVersion,
    起始日: '2026-11-03',
    '截止日(不含)': '2026-11-04',
    分母: '1',
    数值: '1',
  })
  const xlsx = await leader.raw('GET', `/api/command/figures/export?format=xlsx&${query}`)
  const bytes = new Uint8Array(await xlsx.arrayBuffer())
  const { default: excel } = await import('@protobi/exceljs')
  const book = new excel.Workbook()
  await book.xlsx.load(bytes.buffer)
  expect(book.worksheets[0]?.rowCount).toBe(rows.length + 1)
  const stale = there.town.as({ roles: leader.actor.grants, provedAt: null })
  const refused = await stale.raw('GET', `/api/command/figures/export?format=csv&${query}`)
  expect(await refused.json()).toMatchObject({ code: 'kernel/stale-proof' })
  expect((await chen.raw('GET', `/api/command/figures/export?format=csv&${query}`)).status).toBe(403)
})
