/** The district changes its channels, its safety words and the words that are not shown; what stood there before stays on record. */
import { answer, type Work } from '@liren/kernel'
import { cases, type Wording } from '../contract.ts'
import type { SafetyRule } from '../safety.ts'
import { forgetReference } from './reference.ts'
import { store } from './store.ts'
import { type WordingPart, wordingStore } from './store-wording.ts'

type CasesWork = Work<typeof cases>

const changed = (before: unknown, after: unknown): string[] => {
  const [was, is] = [before, after].map((one) => (one ?? {}) as Record<string, unknown>)
  if (!was || !is || Array.isArray(before)) return []
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (key) => JSON.stringify(was[key]) !== JSON.stringify(is[key]),
  )
}

const whole = async (work: CasesWork): Promise<Wording> => {
  const queries = store(work.db)
  const own = wordingStore(work.db)
  return {
    sources: (await queries.sources()).map((one) => ({ ...one, roles: [...one.roles] })),
    safety: (await queries.safetyRules()).map((rule) => ({
      ...rule,
      words: [...rule.words],
      unless: [...(rule.unless ?? [])],
      advise: [...rule.advise],
      call: [...rule.call],
      isRestricted: rule.isRestricted ?? false,
      categoryCode: rule.categoryCode ?? null,
    })),
    moderation: [...(await own.moderationWords())],
    changes: (await own.changes()).map(({ id, part, code, at, byName, before, after }) => ({
      ...{ id, part, code, byName },
      at: at.toISOString(),
      keys: changed(before, after),
    })),
  }
}

/** Writes it down beside what stood there, and lets go of what was kept in memory. */
const keep = async (work: CasesWork, part: WordingPart, code: string, before: unknown, after: unknown) => {
  const by = { at: work.now, byId: work.actor.id, byName: work.actor.name }
  await wordingStore(work.db).keepChange({ part, code, ...by, before, after })
  work.audit({ object: `wording:${part}:${code}`, facts: { keys: changed(before, after) } })
  forgetReference(work)
  return whole(work)
}

export const wording = answer(cases, 'wording', (work) => whole(work))

/** Whoever reports for themselves must have a way to. */
const everOpen = ['guest', 'resident'] as const

export const putSource = answer(cases, 'putSource', async (work, { params, body }) => {
  await wordingStore(work.db).lock()
  const all = await store(work.db).sources()
  const before = all.find(({ code }) => code === params.code) ?? null
  if (before && before.letter !== body.letter) throw work.refuse('letter-stays', { letter: before.letter }, 'letter')
  if (!before && all.some(({ letter }) => letter === body.letter)) throw work.refuse('letter-taken', {}, 'letter')
  const others = all.filter(({ code }) => code !== params.code)
  const shut = everOpen.find((role) => ![...others, body].some(({ roles }) => roles.includes(role)))
  if (before && shut) throw work.refuse('nobody-left', { role: work.words(`cases.role.${shut}`) }, 'roles')
  const after = { code: params.code, ...body }
  await wordingStore(work.db).putSource(after)
  return keep(work, 'source', params.code, before, after)
})

export const putSafety = answer(cases, 'putSafety', async (work, { params, body }) => {
  const { categoryCode, ...rest } = body
  await wordingStore(work.db).lock()
  if (categoryCode !== null && !(await store(work.db).lockCategory(categoryCode)))
    throw work.refuse('no-such-category', {}, 'categoryCode')
  const before = (await store(work.db).safetyRules()).find(({ code }) => code === params.code) ?? null
  const rule: SafetyRule = { code: params.code, ...rest, ...(categoryCode === null ? {} : { categoryCode }) }
  await wordingStore(work.db).putSafetyRule(rule)
  return keep(work, 'safety', params.code, before, rule)
})

export const dropSafety = answer(cases, 'dropSafety', async (work, { params }) => {
  await wordingStore(work.db).lock()
  const before = (await store(work.db).safetyRules()).find(({ code }) => code === params.code)
  if (!before) throw work.refuse('not-found')
  await wordingStore(work.db).dropSafetyRule(params.code)
  return keep(work, 'safety', params.code, before, null)
})

export const putModeration = answer(cases, 'putModeration', async (work, { body }) => {
  const queries = wordingStore(work.db)
  await queries.lock()
  const before = await queries.moderationWords()
  const words = [...new Map(body.items.map(({ word, kind }) => [word.trim(), { word: word.trim(), kind }])).values()]
  await queries.setModerationWords(words)
  return keep(work, 'moderation', 'words', before, words)
})
