/** Shared values of many persons in a few questions: the same consents, restrictions and footprints as one by one. */
import { secretsOf } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { consentPurposes } from '../consent.ts'
import type { HeldValues, Why } from '../port.ts'
import { standing } from '../provenance.ts'
import { type Deed, dictionaryOf } from './deed.ts'
import { store } from './store.ts'
import { rightsStore } from './store-rights.ts'
import { isPrivate, placeOf, withheldBy } from './withheld.ts'

type Open = (sealed: string, place: string) => string

/** One person's lines, opened one by one as they are asked for. */
class Held implements HeldValues {
  readonly keys: readonly string[]
  readonly #texts: readonly string[]
  readonly #values: unknown[] = []
  readonly #personId: string
  readonly #open: Open

  constructor(personId: string, keys: readonly string[], texts: readonly string[], open: Open) {
    this.keys = keys
    this.#texts = texts
    this.#personId = personId
    this.#open = open
  }

  get(key: string): unknown {
    const at = this.keys.indexOf(key)
    const text = this.#texts[at]
    if (text === undefined) return undefined
    this.#values[at] ??= JSON.parse(
      text.startsWith('=')
        ? text.slice(1)
        : this.#open(text, placeOf({ subjectKind: 'person', subjectId: this.#personId, key })),
    )
    return this.#values[at]
  }
}

/** Where sources disagree, the row of the one that stands. */
const settle = async (work: Deed, twice: readonly string[], sourceOf: (key: string) => string) => {
  const settled = new Map<string, string>()
  if (twice.length === 0) return settled
  const pairs = twice.map((pair) => pair.split(' '))
  const rows = await store(work.db).values(
    [...new Set(pairs.map(([id = '']) => id))].map((id) => ({ kind: 'person', id })),
    [...new Set(pairs.map(([, key = '']) => key))],
  )
  for (const pair of twice) {
    const some = rows
      .filter(({ subjectId, key }) => pair === `${subjectId} ${key}`)
      .map((row) => ({ ...row, on: row.sourceOn }))
    const one = standing(some, sourceOf(pair.slice(pair.indexOf(' ') + 1)))
    if (one) settled.set(pair, one.sealed ?? `=${JSON.stringify(one.plain)}`)
  }
  return settled
}

export const valuesAmong = async (
  work: Deed,
  personIds: readonly string[],
  keys: readonly string[],
  why: Why & { readonly onConsent?: ReadonlySet<string> },
): Promise<ReadonlyMap<string, HeldValues>> => {
  const dictionary = await dictionaryOf(work)
  const asked = keys.flatMap((key) => dictionary.get(key) ?? []).filter(({ held }) => held === 'shared')
  const found = new Map<string, HeldValues>()
  if (asked.length === 0 || personIds.length === 0) return found

  const ground = (key: string): Why => (why.onConsent?.has(key) ? { ...why, basis: 'consent' } : why)
  const wanted = new Set(
    asked.flatMap(({ key, consent }) => (ground(key).basis === 'statutoryDuty' ? [] : (consent ?? []))),
  )
  const purposes = consentPurposes.filter(({ purpose }) => wanted.has(purpose))
  const agreedTo =
    purposes.length === 0 ? new Map<string, readonly string[]>() : await store(work.db).agreedAmong(personIds, purposes)
  // 限制处理: kept, but used for nothing any more.
  const restricted =
    why.purpose === 'own-request' ? new Set<string>() : await rightsStore(work.db).restrictedAmong(personIds)
  const entries = new Map(asked.map((entry) => [entry.key, { entry, ground: ground(entry.key) }]))
  const privateKeys = new Set(asked.filter(isPrivate).map(({ key }) => key))
  const none: readonly string[] = []
  const mayHave = (personId: string, key: string): boolean => {
    const one = entries.get(key)
    if (!one || (privateKeys.has(key) && restricted.has(personId))) return false
    const agreed = agreedTo.get(personId) ?? none
    return withheldBy(one.entry, one.ground, (purpose) => agreed.includes(purpose)) === null
  }

  const held: { personId: string; keys: string[]; texts: string[] }[] = []
  const looked: string[] = []
  const twice: string[] = []
  for (const { personId, lines } of await store(work.db).linesAmong(personIds, [...entries.keys()])) {
    const mine = { personId, keys: [] as string[], texts: [] as string[] }
    let isPrivateHere = false
    for (const line of lines.split('\n')) {
      const end = line.indexOf(' ')
      const key = line.slice(0, end)
      if (mine.keys.includes(key)) twice.push(`${personId} ${key}`)
      else if (mayHave(personId, key)) {
        mine.keys.push(key)
        mine.texts.push(line.slice(end + 1))
        isPrivateHere ||= privateKeys.has(key)
      }
    }
    held.push(mine)
    if (isPrivateHere) looked.push(personId)
  }
  const settled = await settle(work, [...new Set(twice)], (key) => entries.get(key)?.entry.source ?? '')
  // Before anything is opened.
  await work.use(people).noteLook({
    personIds: looked,
    // Keys of the dictionary are dotted.
    fields: [...privateKeys].map((key) => key as `${string}.${string}`),
    purpose: why.purpose,
    reason: why.reason,
  })
  const { open } = secretsOf(work)
  for (const { personId, keys: mine, texts } of held) {
    if (settled.size > 0)
      for (const [at, key] of mine.entries()) texts[at] = settled.get(`${personId} ${key}`) ?? texts[at] ?? ''
    found.set(personId, new Held(personId, mine, texts, open))
  }
  return found
}
