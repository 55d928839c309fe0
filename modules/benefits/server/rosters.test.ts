/** A department hands in the spreadsheet of those it pays: every row is accounted for, nobody's number stays, everybody found sees it. */
import { people } from '@liren/people/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { benefits } from '../contract.ts'
import type { RosterUpload } from '../routes-rosters.ts'
import { district, openPolicyTown, refusal } from '../testing/policy-town.ts'

const { town, who, settle, screen, units } = await openPolicyTown('2026-06-15T09:00:00+08:00')
afterAll(() => town.close())
const payer = town.as({ name: '老龄科', roles: [{ role: 'handler', area: district, unitId: units.centre }] })
const other = town.as({ name: '残联', roles: [{ role: 'handler', area: district, unitId: units.federation }] })

let wang: Awaited<ReturnType<typeof settle>>
let zhao: Awaited<ReturnType<typeof settle>>
const numbers: Record<string, string> = {}
beforeAll(async () => {
  wang = await settle({ name: '王建国', birth: '1950-01-01', sex: 'M', shared: { 'share.hukou.city': '440100' } })
  zhao = await settle({ name: '赵桂兰', birth: '1948-03-02', shared: { 'share.hukou.city': '440100' } })
  for (const [name, one] of Object.entries({ wang, zhao })) {
    const { values } = await one.asks.ask(people, 'revealMine', { body: { fields: ['identityNumber'] } })
    numbers[name] = values[0]?.clearText ?? ''
  }
})

const upload = async (
  content: string,
  fields: Record<string, string> = {},
  as = payer,
  item = 'SQ-001',
): Promise<{ status: number; body: RosterUpload & { code?: string; field?: string } }> => {
  const form = new FormData()
  for (const [name, value] of Object.entries({ source: '区民政局发放台账', on: '2026-06-10', ...fields }))
    form.set(name, value)
  form.set('file', new Blob([content]), '高龄津贴.csv')
  const response = await as.raw('POST', `/api/benefits/rosters/${item}/files`, form)
  return { status: response.status, body: (await response.json()) as never } // as the route declares, or a problem
}
const table = () => `序号,姓名,身份证号码,金额
1,王建国,${numbers.wang},100
2,王建国,${numbers.wang?.toLowerCase()},100
3,外地人,440104195503080029,100
4,错一位,440104195503080028,100
5,张冠李,${numbers.zhao},100
6,没号码,,100
`

test('tried first, it says what would become of every row and changes nothing', async () => {
  const { status, body } = await upload(table(), { dryRun: 'true' })
  expect(status).toBe(201)
  expect(body).toMatchObject({ rows: 6, taken: 1, repeated: 1, absent: 1, refused: 3, isDryRun: true })
  const { upload: kept, errors } = await payer.ask(benefits, 'readRosterUpload', {
    params: { id: body.id },
    query: {},
  })
  expect(kept.rows).toBe(kept.taken + kept.repeated + kept.absent + kept.refused)
  expect(errors.map(({ row, field, code }) => [row, field, code])).toEqual([
    [5, 'identityNumber', 'wrong-check'],
    [6, 'fullName', 'does-not-match'],
    [7, 'identityNumber', 'needed'],
  ])
  const { items } = await payer.ask(benefits, 'listRosters')
  expect(items.find(({ serviceItem }) => serviceItem === 'SQ-001')).toMatchObject({ persons: 0 })
})

test('with faulty rows nothing is concluded from it; mended it counts, and who stands on it is not found again', async () => {
  expect((await upload(table())).body).toMatchObject({ taken: 1, refused: 3, isComplete: false })
  await screen(['P-01'])
  const found = async () =>
    (await town.owner.query(`select person_id from benefits_matches where rule_id = 'P-01'`)).rows.map(
      ({ person_id }) => person_id,
    )
  // Whoever stands behind a faulty row may receive already: nobody is told.
  expect(await found()).toEqual([])
  expect((await upload(`姓名,身份证号\n王建国,${numbers.wang}\n`)).body).toMatchObject({ isComplete: true, ended: 0 })
  await town.settle()
  await screen(['P-01'])
  expect(await found()).toEqual([zhao.id])
})

test('everybody found sees that their number was compared, by whom and for what; the others see nothing', async () => {
  const looks = async (one: typeof wang) =>
    (await one.asks.ask(people, 'listMyFootprints', { query: {} })).items.filter(({ reason }) =>
      reason.includes('对照待遇名册'),
    )
  expect((await looks(wang)).length).toBeGreaterThan(0)
  expect((await looks(wang))[0]).toMatchObject({ lookerName: '老龄科', fields: ['identityNumber'] })
  expect(await looks(zhao)).toEqual([])
})

test('neither number nor name of the file is kept anywhere', async () => {
  const { rows: tables } = await town.owner.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'liren' and table_name like 'benefits%'`,
  )
  for (const { name } of [...tables, { name: 'people_footprints' }])
    for (const planted of [numbers.wang, numbers.zhao, '440104195503080029', '440104195503080028', '外地人', '张冠李'])
      expect(
        (await town.owner.query(`select 1 from liren.${name} t where position($1 in t::text) > 0 limit 1`, [planted]))
          .rows,
        `${name}: ${planted}`,
      ).toEqual([])
})

test('another department does not replace it, a file that is none is refused by its field, and residents keep no lists', async () => {
  expect((await upload(table(), {}, other)).body).toMatchObject({ code: 'benefits/not-your-roster' })
  // A handler of one community, of no department, keeps nobody's list.
  const ofNoUnit = town.as({ roles: [{ role: 'handler', area: '440104001001', unitId: null }] })
  expect((await upload(table(), {}, ofNoUnit)).body).toMatchObject({ code: 'benefits/not-your-roster' })
  expect((await other.ask(benefits, 'listRosterUploads', { query: {} })).items).toEqual([])
  const [mine] = (await payer.ask(benefits, 'listRosterUploads', { query: {} })).items
  expect(
    await refusal(other.ask(benefits, 'readRosterUpload', { params: { id: mine?.id ?? '' }, query: {} })),
  ).toMatchObject({ status: 404 })
  expect((await upload('甲,乙\n1,2\n')).body).toMatchObject({
    code: 'benefits/column-unmapped',
    field: 'identityNumber',
  })
  expect((await upload(table(), { source: ' ' })).body).toMatchObject({ field: 'source' })
  expect((await upload(table(), { on: '2026-07-01' })).body).toMatchObject({ field: 'on' })
  expect((await upload(table(), {}, who.grid)).status).toBe(403)
  expect((await upload(table(), {}, wang.asks)).status).toBe(403)
  // A steward keeps any.
  expect((await upload(`姓名,身份证号\n王建国,${numbers.wang}\n`, {}, who.steward)).status).toBe(201)
})

test('ten thousand rows go through in seconds, and two at once do not mix', async () => {
  const filler = Array.from({ length: 10_000 }, (_, at) => `填充${at},44010419550308002${at % 10}`).join('\n')
  const [one, two] = await Promise.all([
    upload(`姓名,身份证号\n王建国,${numbers.wang}\n${filler}\n`),
    upload(`姓名,身份证号\n赵桂兰,${numbers.zhao}\n`),
  ])
  expect(one?.body.rows).toBe(10_001)
  expect(two?.body.rows).toBe(1)
  const { rows } = await town.owner.query(
    `select count(*)::int as n from benefits_receivers where service_item = 'SQ-001'`,
  )
  expect(rows[0]?.n).toBe(1)
}, 60_000)
