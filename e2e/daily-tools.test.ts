/** The tools of daily life that come along: a neighbour asks by the tile, staff see it through, points follow, and both find their own. */
import { expect, test } from 'vitest'
import { askAs, axe, settled, visit } from './browser.ts'

const area = '440104001001'
type Answers = Readonly<Record<string, unknown>>
type Journey = {
  readonly of: string
  readonly isInAudience: boolean
  readonly answers?: Answers
  readonly steps: readonly {
    readonly move: string
    readonly as: string
    readonly expect: string
    readonly answers?: Answers
  }[]
}
type Tool = {
  readonly document: { readonly examples?: readonly Journey[]; readonly retention: { readonly endsOn?: string } }
}
type Running = {
  readonly mayOpen: boolean
  readonly name: { readonly 'zh-CN': string }
  readonly earns: readonly object[]
}

/** By whom a step is made in the demonstration. */
const hands: Readonly<Record<string, string>> = { worker: 'worker1', holder: 'worker1', admin: 'admin2' }
const neighbours = ['resident1', 'resident2', 'merchant1'] as const

const tools = [
  'waste-sorting',
  'two-cancer-screening',
  'roll-call',
  'elder-canteen',
  'family-doctor',
  'pet-registration',
  'renovation-filing',
  'corridor-clearing',
] as const

test.for(tools)('%s goes from the tile to its end, for residents and for staff', async (id) => {
  const running = (login: string) => askAs<Running>(login, 'GET', `/api/tool-library/running/${id}?area=${area}`)
  let asker: (typeof neighbours)[number] | undefined
  for (const login of neighbours) if (!asker && (await running(login)).mayOpen) asker = login
  expect(asker, 'nobody of the demonstration is meant by it').toBeDefined()
  const login = asker ?? 'resident1'
  const { name, earns } = await running(login)
  expect(earns.length).toBeGreaterThan(0)
  const { document } = await askAs<Tool>(null, 'GET', `/api/tool-library/tools/${id}`)
  const journey = document.examples?.find(({ isInAudience, steps }) => isInAudience && steps.length > 0)
  if (!journey) throw new Error(`${id} has no example that goes to an end`)
  const opened = await askAs<{ id: string; number: string }>(login, 'POST', `/api/tool-library/running/${id}/records`, {
    area,
    process: journey.of,
    answers: journey.answers,
  })
  for (const { move, as, answers, expect: state } of journey.steps) {
    const moved = await askAs<{ state: string }>(
      hands[as] ?? login,
      'POST',
      `/api/tool-library/records/${opened.id}/moves/${move}`,
      answers ? { answers } : {},
    )
    expect(moved.state).toBe(state)
  }
  await using neighbour = await visit('phone', login)
  const { page } = neighbour
  await page.goto('/launcher')
  await settled(page)
  await page.getByText(name['zh-CN'], { exact: true }).first().click()
  await page.getByRole('heading', { name: name['zh-CN'] }).waitFor()
  await page.getByRole('heading', { name: '积分' }).waitFor()
  if (document.retention.endsOn) await page.getByText('之后这里的数据全部删除').waitFor()
  await axe(page)
  await page.goto(`/tool-library/records/${opened.id}`)
  await page.getByText(opened.number).first().waitFor()
  await using staff = await visit('phone', 'worker1')
  await staff.page.goto(`/worker/tool-library/run/${id}`)
  await settled(staff.page)
  await staff.page.getByRole('heading', { name: name['zh-CN'] }).waitFor()
  await axe(staff.page)
})
