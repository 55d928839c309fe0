/** Two versions of a process stand side by side: what was left out, how many hands fewer, how much sooner it is done. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toolLibrary } from '../contract.ts'
import type { ToolDocument } from '../document/document.ts'
import { borrowing } from '../testing/sample.ts'
import { here, openTown, there } from '../testing/town.ts'

let open: Awaited<ReturnType<typeof openTown>>
const id = 'tool-borrowing'
const hourMs = 3_600_000
const day = '2026-12-01'

/** Whoever comes for a tool takes it away at once: nobody waits to be lent it. */
const shorter = (): ToolDocument => {
  const sample = structuredClone(borrowing()) as unknown as {
    processes: {
      states: Record<string, unknown>
      moves: Record<string, { from: string[]; stops?: string[]; starts?: string[] }>
      clocks?: Record<string, unknown>
    }[]
    lists: { states?: string[] }[]
    examples: { steps: { move: string; as: string; answers?: object; expect: string }[] }[]
    reminders?: unknown[]
  }
  const [process] = sample.processes
  if (!process) throw new Error('the sample has no process')
  delete process.states.lent
  delete process.moves.lend
  if (process.moves.return) process.moves.return = { ...process.moves.return, from: ['asked'], stops: ['fetch'] }
  delete process.clocks?.loan
  sample.lists = sample.lists.filter(({ states }) => !states?.includes('lent'))
  delete sample.reminders
  for (const example of sample.examples) example.steps = example.steps.filter(({ move }) => move !== 'lend')
  return { ...(sample as unknown as ToolDocument), version: '2.0.0' }
}

/** A loan from asking to bringing back, with the hours in between. */
const borrow = async (
  waits: readonly { readonly move: string; readonly hours: number; readonly answers?: object }[],
) => {
  const resident = open.resident()
  const { id: record } = await resident.ask(toolLibrary, 'open', {
    params: { id },
    body: { area: here, process: 'loan', answers: { tool: 'drill', fromOn: day, days: 2 } },
  })
  for (const { move, hours, answers } of waits) {
    open.town.clock.advance(hours * hourMs)
    await open.worker().ask(toolLibrary, 'moveRecord', {
      params: { id: record, move },
      body: answers ? { answers: { ...answers } } : {},
    })
  }
}
const good = { condition: 'good' }

beforeAll(async () => {
  open = await openTown()
  await open.install(borrowing())
  await open.admin().ask(toolLibrary, 'use', { params: { id }, body: { area: here, mode: 'cite' } })
})
afterAll(() => open.town.close())

test('one version alone is shown without another beside it', async () => {
  const seen = await open.admin().ask(toolLibrary, 'processVersions', { params: { id }, query: {} })
  expect(seen).toMatchObject({ versions: ['1.0.0'], process: 'loan', before: null, after: { version: '1.0.0' } })
})

test('a step left out is named, the way is shorter by it, and hours are those of real records of each version', async () => {
  for (const hours of [10, 20, 60])
    await borrow([
      { move: 'lend', hours },
      { move: 'return', hours: 24, answers: good },
    ])
  await open.install(shorter())
  await open.admin().ask(toolLibrary, 'upgrade', { params: { id, area: here }, body: { isMajorAgreed: true } })
  await borrow([{ move: 'return', hours: 8, answers: good }])
  const { before, after, difference, processes } = await open
    .admin()
    .ask(toolLibrary, 'processVersions', { params: { id }, query: { process: 'loan' } })
  expect(processes.map((one) => one.id)).toEqual(['loan'])
  expect(before).toMatchObject({ version: '1.0.0', steps: 2, handOvers: 1, finished: 3, hours: 44 })
  expect(before?.stays).toEqual([
    { state: 'asked', visits: 3, hours: 20 },
    { state: 'lent', visits: 3, hours: 24 },
  ])
  expect(after).toMatchObject({ version: '2.0.0', steps: 1, handOvers: 1, finished: 1, hours: 8 })
  expect(difference).toEqual({ statesRemoved: ['lent'], statesAdded: [], movesRemoved: ['lend'], movesAdded: [] })
})

test('another community sees the shapes but not how long things took here, and a resident sees neither', async () => {
  const { before } = await open.admin(there).ask(toolLibrary, 'processVersions', { params: { id }, query: {} })
  expect(before).toMatchObject({ steps: 2, finished: 0, hours: null, stays: [] })
  await expect(open.resident().ask(toolLibrary, 'processVersions', { params: { id }, query: {} })).rejects.toThrow()
})
