/** 重复录入 The same fact typed twice by the same hands within ninety days, over forms and reports alike; the aim is none. */
import { answer, areaPrefix, secretsOf, uuidv7 } from '@liren/kernel'
import { catalogue } from '../contract.ts'
import type { TypedFacts } from '../port.ts'
import { type Deed, dictionaryOf } from './deed.ts'
import { typedStore } from './store-typed.ts'

export const retypingDays = 90
const sinceOf = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000)

export const noteTypedFor = async (work: Deed, { about, facts, kind, object, title, areaCode }: TypedFacts) => {
  if (work.actor.id === null || facts.length === 0) return 0
  const { fingerprint } = secretsOf(work)
  const rows = facts.map(({ key, value, aboutId }) => ({
    id: uuidv7(),
    fact: key,
    mark: fingerprint(`catalogue:typed:${about.kind}:${aboutId ?? about.id}:${key}:${String(value).trim()}`),
  }))
  const where = { accountId: work.actor.id, kind, object, title, areaCode: areaCode ?? '', at: work.now }
  return typedStore(work.db).note(rows, where, sinceOf(work.now, retypingDays))
}

export const readRetyping = answer(catalogue, 'readRetyping', async (work, { query }) => {
  const days = query.days ?? retypingDays
  const asked = { area: query.area ? areaPrefix(query.area) : undefined, since: sinceOf(work.now, days) }
  const scope = work.scope('dataset.read')
  const figure = await typedStore(work.db).figure(scope, asked)
  const dictionary = await dictionaryOf(work)
  const language = work.locale === 'en' ? 'en' : 'zh'
  const nameOf = (fact: string) =>
    dictionary.get(fact)?.name[language] ??
    fact
      .replace(/^form:/, '')
      .split('.')
      .at(-1) ??
    fact
  return {
    days,
    ...figure,
    share: figure.typed === 0 ? null : figure.retyped / figure.typed,
    items: (await typedStore(work.db).retyped(scope, asked)).map(({ lastAt, ...row }) => ({
      ...row,
      name: nameOf(row.fact),
      lastAt: lastAt.toISOString(),
    })),
  }
})
