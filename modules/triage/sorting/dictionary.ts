/** The dictionary 分拣词典: every leaf and every item of the standard with its words, indexed once and then only read. */
import { type Plain, plainOf } from '@liren/matters/contract'
import type { DictionarySource, Grade, SafetySource } from './reference.ts'
import { type Resemblance, resemblanceOf } from './resemblance.ts'

/** A leaf of the operating trees, or an item of the standard that arrives at one. */
export type Entry = {
  readonly code: string
  readonly name: string
  readonly path: readonly string[]
  /** The leaf a case gets: the entry itself, or where an item of the standard arrives. */
  readonly leaf: string
  /** The item of the standard that says the same; null where none does. */
  readonly standard: string | null
  readonly isStandard: boolean
}
export type Leaf = Entry & {
  readonly grade: Grade
  readonly isManualOnly: boolean
  readonly isRestricted: boolean
  readonly callFirst: boolean
}
/** A word or a pair of words; `owners` are positions in `entries`. */
export type Word = {
  readonly text: string
  readonly parts: readonly string[]
  readonly owners: readonly number[]
  readonly weight: number
  /** Says where or who; what is the matter is said by others. */
  readonly isScene: boolean
}
export type Dictionary = {
  readonly plain: Plain
  /** Simplified letters, nothing else turned: what names are looked for in. */
  readonly written: Plain
  readonly entries: readonly Entry[]
  readonly leaves: ReadonlyMap<string, Leaf>
  /** The same thing may stand in several trees, under one name or declared so: code → the first code of it. */
  readonly sameAs: ReadonlyMap<string, string>
  /** Items of the standard by code. */
  readonly items: ReadonlyMap<string, Entry>
  readonly words: ReadonlyMap<string, Word>
  /** Pairs by their first part. */
  readonly pairs: ReadonlyMap<string, readonly Word[]>
  readonly longest: number
  readonly resemblance: Resemblance
  readonly safety: readonly SafetySource[]
  readonly places: readonly string[]
}

const grades = ['ordinary', 'pressing', 'urgent', 'critical']
const gradeOf = (grade: number | string): Grade => {
  const number = typeof grade === 'number' ? grade : grades.indexOf(grade) + 1
  return number === 2 || number === 3 || number === 4 ? number : 1
}

/** Longer words say more; words that many entries claim say less. */
const lengthWeight = (length: number) => [0, 0.4, 1, 1.7, 2.3, 2.8][Math.min(length, 5)] ?? 0
/** What 小区 adds to 小区+垃圾 says less than what 垃圾 does. */
const sceneShare = 0.7
const isRest = (code: string) => /99$/.test(code)

const entriesOf = ({ leaves, standard }: DictionarySource): readonly Entry[] => {
  const own = leaves.map(({ code, name, path }) => ({
    code,
    name,
    path,
    leaf: code,
    standard: standard?.leaves?.[code] ?? null,
    isStandard: false,
  }))
  const known = new Set(leaves.map(({ code }) => code))
  const seen = new Set<string>()
  const items = (standard?.types ?? []).flatMap((type) =>
    type.classes.flatMap((group) =>
      group.items.flatMap((item): Entry[] => {
        const leaf = item.leaf ?? group.leaf
        if (!leaf || !known.has(leaf)) return []
        // The standard prints 090499 twice; the second one is told apart by its class.
        const code = seen.has(item.code) ? `${group.code}-${item.code}` : item.code
        seen.add(code)
        return [{ code, name: item.name, path: [type.name, group.name], leaf, standard: code, isStandard: true }]
      }),
    ),
  )
  return [...own, ...items]
}

const claimed = (source: DictionarySource, entry: Entry, keywords: ReadonlyMap<string, readonly string[]>) => {
  if (isRest(entry.code) && !source.words?.words[entry.code]) return []
  return [entry.name, ...(keywords.get(entry.code) ?? []), ...(source.words?.words[entry.code] ?? [])]
}

const indexOf = (source: DictionarySource, entries: readonly Entry[], plain: Plain) => {
  const keywords = new Map(source.leaves.map(({ code, keywords: some }) => [code, some ?? []]))
  const scene = new Set((source.words?.scene ?? []).map(plain))
  const owners = new Map<string, Set<number>>()
  for (const [n, entry] of entries.entries())
    for (const word of claimed(source, entry, keywords)) {
      const text = word.split('+').map(plain).sort().join('+')
      if (text.replaceAll('+', '') !== '') owners.set(text, (owners.get(text) ?? new Set()).add(n))
    }
  return [...owners].map(([text, set]): Word => {
    const parts = text.split('+')
    const length = parts.reduce(
      (sum, part) => sum + lengthWeight(part.length) * (parts.length > 1 && scene.has(part) ? sceneShare : 1),
      0,
    )
    // Leaf and item of the same thing are one claim, not two.
    const things = new Set([...set].map((n) => entries[n]?.standard ?? entries[n]?.leaf)).size
    const weight = (length * (parts.length > 1 ? 1.15 : 1)) / things ** 0.45
    return { text, parts, owners: [...set], weight, isScene: scene.has(text) }
  })
}

const pairsByFirst = (words: readonly Word[]): ReadonlyMap<string, readonly Word[]> => {
  const found = new Map<string, Word[]>()
  for (const word of words) {
    const [first] = word.parts
    if (first !== undefined && word.parts.length > 1) found.set(first, [...(found.get(first) ?? []), word])
  }
  return found
}

const textOf = (source: DictionarySource, entry: Entry): string => {
  if (isRest(entry.code)) return entry.name
  const words = (source.words?.words[entry.code] ?? []).join(' ')
  return `${entry.name} ${words.replaceAll('+', ' ')}`
}

const sameIn = ({ leaves, words }: DictionarySource): ReadonlyMap<string, string> => {
  const firstOfName = new Map(leaves.toReversed().map(({ code, name }) => [name, code]))
  const declared = new Map((words?.same ?? []).flatMap((codes) => codes.map((code) => [code, codes[0] ?? code])))
  return new Map(
    leaves.map(({ code, name }) => {
      const first = firstOfName.get(name) ?? code
      return [code, declared.get(code) ?? declared.get(first) ?? first]
    }),
  )
}

/** Reads the data of a preset once. Costs some ten milliseconds; keep the result. */
export const dictionaryOf = (source: DictionarySource): Dictionary => {
  const plain = plainOf(source.words?.spoken, source.words?.letters)
  const entries = entriesOf(source)
  const words = indexOf(source, entries, plain)
  const remarks = new Map(
    (source.standard?.types ?? []).flatMap((type) =>
      type.classes.flatMap((group) => group.items.map((item) => [item.code, item.remark ?? ''] as const)),
    ),
  )
  const texts = entries.map((entry) =>
    plain(`${textOf(source, entry)} ${isRest(entry.code) ? '' : (remarks.get(entry.code) ?? '')}`),
  )
  const leaves = source.leaves.map((leaf, n): [string, Leaf] => [
    leaf.code,
    {
      ...(entries[n] as Entry),
      grade: gradeOf(leaf.grade),
      isManualOnly: leaf.manualOnly ?? false,
      isRestricted: leaf.restricted ?? false,
      callFirst: leaf.callFirst ?? false,
    },
  ])
  const single = words.filter(({ parts }) => parts.length === 1)
  return {
    plain,
    written: plainOf({}, source.words?.letters),
    entries,
    leaves: new Map(leaves),
    sameAs: sameIn(source),
    words: new Map(single.map((word) => [word.text, word])),
    items: new Map(entries.filter((one) => one.isStandard).map((one) => [one.code, one])),
    pairs: pairsByFirst(words),
    longest: words.reduce((longest, { parts }) => Math.max(longest, parts[0]?.length ?? 0), 1),
    resemblance: resemblanceOf(texts),
    safety: source.safety ?? [],
    places: [...new Set((source.places ?? []).flatMap(({ name, aliases }) => [name, ...(aliases ?? [])]))]
      .filter((name) => name.length >= 2)
      .sort((a, b) => b.length - a.length),
  }
}
