/** The first day of the demo district goes the whole way: every act of its people is one the house really takes. */
import { host, type Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DemoAct, filledIn, liveDay } from './demo-day.ts'
import { loadModules, presetFor, readPreset } from './preset.ts'

const file = readPreset('yuexiu')
const preset = presetFor(file, 'yuexiu', 'demo', () => {})
let town: Town
beforeAll(async () => {
  town = await host(await loadModules(file), { preset })
}, 240_000)
afterAll(() => town.close())

test('nobody is refused on the first day, and a second one says what was refused and goes on', async () => {
  const { acts } = await preset.read<{ acts: readonly DemoAct[] }>('day.json')
  const refused: string[] = []
  const note = (act: DemoAct, why: string) => refused.push(`${act.as} ${act.does}: ${why}`)
  const done = await liveDay(town.host, preset, note)
  expect(refused).toEqual([])
  expect(done).toBe(acts.length)

  const nobody: DemoAct = { as: 'nobody1', does: 'GET /api/kernel/shell' }
  const [first] = acts
  const again = { ...preset, read: async <T>() => ({ acts: [nobody, first] }) as T }
  expect(await liveDay(town.host, again, note)).toBe(1)
  expect(refused).toEqual([expect.stringMatching(/^nobody1 GET .*identity/)])
}, 120_000)

test('what an act was answered, days and moments are filled in; what nobody kept is said', () => {
  const now = Date.parse('2026-11-30T17:00:00Z')
  const fill = (text: string) => filledIn(text, { made: { id: 'a1' } }, now)
  expect(fill('PUT /api/x/{made.id}')).toBe('PUT /api/x/a1')
  // One in the morning of the next day, where the district lies.
  expect(fill('{today} {today+30} {today-1}')).toBe('2026-12-01 2026-12-31 2026-11-30')
  expect(fill('{now-90}')).toBe('2026-11-30T15:30:00.000Z')
  expect(fill('{id}')).toMatch(/^[0-9a-f-]{36}$/)
  expect(() => fill('{lost.id}')).toThrow('{lost.id}')
  expect(filledIn({ rows: ['{made.id}', 3, null] }, { made: { id: 'a1' } }, now)).toEqual({ rows: ['a1', 3, null] })
})
