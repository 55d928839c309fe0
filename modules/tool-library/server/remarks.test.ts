/** People say what does not work well; it is weighed, changed or not, and whoever said it is told. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toolLibrary } from '../contract.ts'
import { borrowing } from '../testing/sample.ts'
import { here, openTown, there } from '../testing/town.ts'

let open: Awaited<ReturnType<typeof openTown>>
const problem = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => error.problem,
  )
const su = '019abcde-0000-7000-8000-00000000c0a1'
const said = (text: string, more: object = {}, who = open.resident(here, su)) =>
  who.ask(toolLibrary, 'remark', {
    body: { id: randomUUID(), area: here, board: 'resident', page: '/tool-library/run', text, ...more },
  })
const answered = (
  id: string,
  state: 'planned' | 'done' | 'declined',
  answer = '下一版会去掉这一项',
  who = open.admin(here),
) => who.ask(toolLibrary, 'answerRemark', { params: { id }, body: { state, answer } })

beforeAll(async () => {
  open = await openTown()
  await open.install(borrowing(), here)
})
afterAll(() => open.town.close())

test('somebody says that a form asks too much; the community plans it, puts it right, and she reads both answers', async () => {
  const one = await said('借电钻还要写用途，太啰嗦', { about: 'tool-borrowing' })
  expect(one).toMatchObject({ state: 'new', name: { 'zh-CN': '公共工具借用' } })
  open.town.clock.advance(2 * 86_400_000)
  await answered(one.id, 'planned')
  open.town.clock.advance(4 * 86_400_000)
  await open.admin(here).ask(toolLibrary, 'answerRemark', {
    params: { id: one.id },
    body: { state: 'done', answer: '从 1.0.1 起不再问', version: '1.0.1' },
  })
  const { items } = await open.resident(here, su).ask(toolLibrary, 'myRemarks', { query: {} })
  expect(items).toMatchObject([{ id: one.id, state: 'done', answer: '从 1.0.1 起不再问', version: '1.0.1' }])
  await open.town.settle()
  expect(await open.town.told('tool-library/remark-answered')).toMatchObject([
    { accountId: su, state: 'planned' },
    { accountId: su, state: 'done' },
  ])
  // Everybody may read how long it takes here until something is put right.
  expect(await open.town.guest.ask(toolLibrary, 'remarkFigures', { query: { area: here } })).toEqual({
    said: 1,
    answered: 1,
    changed: 1,
    daysToAnswer: 2,
    daysToChange: 6,
  })
})

test('whoever answers does not see who said it, and another community does not see it at all', async () => {
  const one = await said('首页的字太小')
  const mine = await open.admin(here).ask(toolLibrary, 'remarks', { query: {} })
  expect(mine.items.map(({ id }) => id)).toContain(one.id)
  expect(JSON.stringify(mine)).not.toContain(su)
  const theirs = await open.admin(there).ask(toolLibrary, 'remarks', { query: {} })
  expect(theirs.items).toEqual([])
  expect(await problem(answered(one.id, 'done', '改好了', open.admin(there)))).toMatchObject({ status: 404 })
  expect((await open.resident(here).ask(toolLibrary, 'myRemarks', { query: {} })).items).toEqual([])
  // The district's keeper sees what concerns the house.
  expect((await open.keeper().ask(toolLibrary, 'remarks', { query: {} })).items.length).toBeGreaterThan(0)
})

test('sent twice it is one; an id of somebody else, markup and a tool nobody knows are refused by their field', async () => {
  const id = randomUUID()
  for (let time = 0; time < 2; time += 1) await said('同一句话发了两次', { id })
  const { items } = await open.resident(here, su).ask(toolLibrary, 'myRemarks', { query: {} })
  expect(items.filter((one) => one.id === id)).toHaveLength(1)
  expect(await problem(said('换个人来写', { id }, open.resident(here)))).toMatchObject({ field: 'id' })
  expect(await problem(said('点这里 <b>看</b>'))).toMatchObject({ field: 'text' })
  expect(await problem(said('说一个没有的工具', { about: 'not-there' }))).toMatchObject({ field: 'about' })
  const one = await said('答复两遍')
  await answered(one.id, 'declined', '按规定要留')
  expect(await problem(answered(one.id, 'declined'))).toMatchObject({ code: 'tool-library/answered-already' })
})

test('what representatives raise at a meeting is kept under its day and office, and pays nobody', async () => {
  const { items } = await open.admin(here).ask(toolLibrary, 'noteMeeting', {
    body: {
      area: here,
      heldOn: '2026-11-02',
      items: [
        { id: randomUUID(), spokenBy: '三号楼楼长', text: '值班表打不开' },
        { id: randomUUID(), spokenBy: '志愿队', text: '借还登记能不能扫码', about: 'tool-borrowing' },
      ],
    },
  })
  const of = await open.admin(here).ask(toolLibrary, 'remarks', { query: { heldOn: '2026-11-02' } })
  expect(of.items.map(({ spokenBy }) => spokenBy).toSorted()).toEqual(['三号楼楼长', '志愿队'].toSorted())
  await answered(items[0]?.id ?? '', 'done', '已经修好')
  await open.town.settle()
  expect((await open.town.told('tool-library/remark-answered')).at(-1)).toMatchObject({
    accountId: null,
    state: 'done',
  })
  expect(
    await problem(
      open.resident(here).ask(toolLibrary, 'noteMeeting', {
        body: { area: here, heldOn: '2026-11-02', items: [{ id: randomUUID(), spokenBy: '我', text: '冒充例会' }] },
      }),
    ),
  ).toMatchObject({ status: 403 })
})

test('many remarks come a page at a time, newest first, none twice', async () => {
  const lin = '019abcde-0000-7000-8000-00000000c0b2'
  for (let n = 0; n < 7; n += 1) await said(`第 ${n} 条意见`, {}, open.resident(here, lin))
  const seen: string[] = []
  for (let after: string | null | undefined; after !== null; ) {
    const page = await open
      .resident(here, lin)
      .ask(toolLibrary, 'myRemarks', { query: { limit: 3, ...(after ? { after } : {}) } })
    seen.push(...page.items.map(({ text }) => text))
    after = page.next
  }
  expect(new Set(seen).size).toBe(7)
  expect(seen).toHaveLength(7)
})
