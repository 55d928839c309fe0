/** How often the right leaf is among the three shown, on sentences of residents written for this and nothing else. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { guali, yuexiu } from '../testing/yuexiu.ts'
import { sortByRules } from './sort.ts'

type Sample = { readonly text: string; readonly leaves: readonly string[] }
const samples = JSON.parse(readFileSync(resolve(import.meta.dirname, 'samples.json'), 'utf8')) as {
  readonly development: readonly Sample[]
  readonly test: readonly Sample[]
  readonly later: readonly Sample[]
}
const dictionary = yuexiu()
const sorted = (some: readonly Sample[]) =>
  some.map(({ text, leaves }) => ({ leaves, found: sortByRules(text, { dictionary }) }))

describe('samples', () => {
  test('name leaves that exist, each sentence once', () => {
    const all = [...samples.development, ...samples.test, ...samples.later]
    expect(all.flatMap(({ leaves }) => leaves).filter((code) => !dictionary.leaves.has(code))).toEqual([])
    expect(new Set(all.map(({ text }) => text)).size).toBe(all.length)
    expect(samples.test.length).toBeGreaterThanOrEqual(150)
    expect(samples.development.length).toBeGreaterThanOrEqual(150)
  })

  test.each(['development', 'test', 'later'] as const)(
    'of the %s set at least nine in ten find their leaf among three',
    (name) => {
      const all = sorted(samples[name])
      const right = all.filter(({ leaves, found }) => found.ranked.some(({ code }) => leaves.includes(code)))
      expect(right.length / all.length).toBeGreaterThanOrEqual(0.9)
    },
  )

  test('so it is with the items of the standard', () => {
    const all = sorted(samples.test)
    const right = all.filter(({ leaves, found }) => {
      const items = leaves.map((code) => dictionary.leaves.get(code)?.standard)
      return found.standard.some(({ code }) => items.includes(code))
    })
    expect(right.length / all.length).toBeGreaterThanOrEqual(0.9)
  })

  test('who is sure is right: of those above 0.85 at least nineteen in twenty', () => {
    const sure = sorted(samples.test).filter(({ found }) => (found.ranked[0]?.probability ?? 0) >= 0.85)
    const right = sure.filter(({ leaves, found }) => leaves.includes(found.ranked[0]?.code ?? ''))
    expect(sure.length).toBeGreaterThan(30)
    expect(right.length / sure.length).toBeGreaterThanOrEqual(0.95)
  })
})

describe('the dictionary', () => {
  test('holds every leaf and all 515 items of the standard under codes of their own, the one printed twice included', () => {
    const items = dictionary.entries.filter(({ isStandard }) => isStandard)
    expect(items).toHaveLength(515)
    expect(new Set(dictionary.entries.map(({ code }) => code)).size).toBe(dictionary.entries.length)
    expect(items.filter(({ code }) => code.endsWith('090499')).map(({ code }) => code)).toEqual([
      '090499',
      '0905-090499',
    ])
    expect(items.every(({ name }) => name !== '')).toBe(true)
    expect(dictionary.leaves.size).toBe(309)
  })

  test('sends every item to a leaf, and every leaf with words of its own back to an item', () => {
    expect(dictionary.entries.filter(({ leaf }) => !dictionary.leaves.has(leaf))).toEqual([])
    const items = new Set(dictionary.entries.filter(({ isStandard }) => isStandard).map(({ code }) => code))
    const lost = [...dictionary.leaves.values()].filter(({ standard }) => standard !== null && !items.has(standard))
    expect(lost).toEqual([])
  })
})

test('a township with villages is understood in its own words beside those it takes, untrained', () => {
  const village = JSON.parse(readFileSync(resolve(import.meta.dirname, 'village-samples.json'), 'utf8')) as Record<
    'development' | 'later',
    readonly Sample[]
  >
  const own = guali()
  const share = (some: readonly Sample[], by: typeof own) =>
    some.filter(({ text, leaves }) =>
      sortByRules(text, { dictionary: by }).ranked.some(({ code }) => leaves.includes(code)),
    ).length / some.length
  expect(share(village.development, own)).toBeGreaterThanOrEqual(0.95)
  // Written after the words were settled, and meant to be hard.
  expect(share(village.later, own)).toBeGreaterThanOrEqual(0.7)
  expect(share(village.later, guali(false))).toBeLessThan(0.6)
})
