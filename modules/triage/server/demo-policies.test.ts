/** What the demo district lets go by itself, measured on sentences its policies were not chosen on. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { hurdlesFor, type Policy } from '../policy.ts'
import { yuexiu } from '../testing/yuexiu.ts'
import type { Known } from './known.ts'
import { rankText } from './rank.ts'

const read = <T>(path: string) => JSON.parse(readFileSync(resolve(import.meta.dirname, path), 'utf8')) as T
type Sample = { readonly text: string; readonly leaves: readonly string[] }
const samples = read<Record<'development' | 'test' | 'later', readonly Sample[]>>('../sorting/samples.json')
const { own, suggest } = read<{ own: Policy; suggest: readonly string[] }>(
  '../../../presets/yuexiu/triage/policies.json',
)
const dictionary = yuexiu()
const leaves = [...dictionary.leaves.values()]
const nameOf = new Map(leaves.map(({ code, name }) => [code, name]))
const known: Known = {
  dictionary,
  categories: new Map(
    leaves.map(({ code, name, path, grade, isManualOnly, isRestricted }) => [
      code,
      {
        code,
        name,
        path: [...path],
        grade,
        isManualOnly,
        isRestricted,
        nameEn: name,
        pathEn: null,
        keywords: [],
        callFirst: false,
      },
    ]),
  ),
  policies: new Map(),
  counts: new Map(),
  sameAs: dictionary.sameAs,
}

/** A report at a known place whose unit is plain: only what the words decide may keep it. */
const goes = ({ text, leaves: right }: Sample) => {
  const found = rankText(known, null, { text, hasPlace: true, hasPhoto: true, chosen: null, trust: 6 })
  const [first] = found.ranked
  const policy = first && suggest.includes(first.code) ? { ...own, mode: 'suggest' as const } : own
  const { isManualOnly, isRestricted } = found
  const sorting = {
    probability: first?.probability ?? 0,
    isManualOnly,
    isRestricted,
    isDuplicate: false,
    hasCell: true,
  }
  return {
    isSent: hurdlesFor({ ...sorting, isCase: true, unit: 'one' }, policy, true).length === 0,
    isRight: right.some((code) => dictionary.sameAs.get(code) === dictionary.sameAs.get(first?.code ?? '')),
  }
}

test.each([
  ['test', 0.75],
  ['later', 0.6],
] as const)(
  'untrained, the demo sends most of the %s sentences by itself (%d), at most one in fifty wrongly',
  (set, least) => {
    const all = samples[set].map(goes)
    const sent = all.filter(({ isSent }) => isSent)
    expect(sent.length / all.length).toBeGreaterThanOrEqual(least)
    expect(sent.filter(({ isRight }) => isRight).length / sent.length).toBeGreaterThanOrEqual(0.98)
  },
)

test('what is only proposed there names categories that exist', () => {
  expect(suggest.filter((code) => !nameOf.has(code))).toEqual([])
})
