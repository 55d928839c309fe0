/** Categories and sources as data, what a text suggests before it is sent, and changes by whoever keeps the catalogue. */
import { answer, type Work } from '@liren/kernel'
import { type Category, suggest } from '../category.ts'
import { cases } from '../contract.ts'
import { calledIn } from '../own-names.ts'
import { safetyIn } from '../safety.ts'
import { limitsIn } from './limits.ts'
import { categoryView } from './read.ts'
import { forgetReference, type Reference, reference } from './reference.ts'
import { store } from './store.ts'

/** Category as a page shows it, in the words of a place; without one, of the district. */
const shownIn = (work: Work<typeof cases>, known: Reference, area: string | undefined) => (one: Category) =>
  categoryView(work, calledIn(one, known.ownNames, area ?? ''))

export const categories = answer(cases, 'categories', async (work, { query }) => {
  const known = await reference(work)
  return { version: known.version, items: [...known.categories.values()].map(shownIn(work, known, query.area)) }
})

export const category = answer(cases, 'category', async (work, { params, query }) => {
  const known = await reference(work)
  const found = known.categories.get(params.code)
  if (!found) throw work.refuse('not-found')
  const limits = query.area ? await limitsIn(work, found, query.area) : found.limits
  return shownIn(work, known, query.area)({ ...found, limits })
})

export const changeCategory = answer(cases, 'changeCategory', async (work, { params, body }) => {
  const { keywords, limits, ...rest } = body
  const changed = await store(work.db).changeCategory(params.code, {
    ...rest,
    ...(keywords ? { keywords } : {}),
    ...(limits ? { limits } : {}),
  })
  if (!changed) throw work.refuse('not-found')
  forgetReference(work)
  const { code, name, nameEn, grade, keywords: words } = changed
  work.emit('categoryChanged', { code, name, nameEn, grade, keywords: [...words] })
  work.audit({ object: `category:${params.code}`, facts: { keys: Object.keys(body) } })
  return shownIn(work, await reference(work), undefined)(changed)
})

export const sources = answer(cases, 'sources', async (work) => ({
  items: (await reference(work)).sources.map(({ code, name, nameEn, letter }) => ({
    code,
    letter,
    name: work.locale === 'en' ? nameEn : name,
  })),
}))

export const consider = answer(cases, 'consider', async (work, { body }) => {
  const known = await reference(work)
  const safety = safetyIn(body.text, known)
  const shown = shownIn(work, known, body.area)
  const likely = suggest(body.text, [...known.categories.values()]).flatMap(({ code }) => {
    const found = known.categories.get(code)
    return found ? [shown(found)] : []
  })
  return {
    grade: safety.length > 0 ? 4 : (likely[0]?.grade ?? 1),
    advice: safety.map(({ rule, word }) => ({
      word,
      numbers: [...rule.advise],
      text: work.locale === 'en' ? rule.adviceEn : rule.adviceZh,
    })),
    categories: likely,
  }
})
