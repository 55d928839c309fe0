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

type Changed = Readonly<Record<string, unknown>>

/** Writes it, tells it, and keeps what stood there before. */
const write = async (work: Work<typeof cases>, code: string, change: Changed, undoes: string | null) => {
  const queries = store(work.db)
  const was = await queries.lockCategory(code)
  if (!was) throw work.refuse('not-found')
  const changed = await queries.changeCategory(code, change)
  if (!changed) throw work.refuse('not-found')
  const keys = (Object.keys(change) as (keyof Category)[]).filter(
    (key) => JSON.stringify(was[key]) !== JSON.stringify(changed[key]),
  )
  if (keys.length > 0)
    await queries.keepChange({
      code,
      at: work.now,
      byId: work.actor.id,
      byName: work.actor.name,
      before: Object.fromEntries(keys.map((key) => [key, was[key]])),
      after: Object.fromEntries(keys.map((key) => [key, changed[key]])),
      undoes,
    })
  forgetReference(work)
  const { name, nameEn, grade, keywords } = changed
  work.emit('categoryChanged', { code, name, nameEn, grade, keywords: [...keywords] })
  work.audit({ object: `category:${code}`, facts: { keys, ...(undoes === null ? {} : { undoes }) } })
  return shownIn(work, await reference(work), undefined)(changed)
}

export const changeCategory = answer(cases, 'changeCategory', (work, { params, body }) =>
  write(work, params.code, body, null),
)

export const categoryChanges = answer(cases, 'categoryChanges', async (work, { params }) => {
  const rows = await store(work.db).changesOf(params.code)
  return {
    items: rows.map(({ id, at, byName, before, after, undoes }, index) => ({
      id,
      at: at.toISOString(),
      byName,
      before,
      after,
      isUndoing: undoes !== null,
      isNewest: index === 0,
    })),
  }
})

export const undoCategoryChange = answer(cases, 'undoCategoryChange', async (work, { params }) => {
  const queries = store(work.db)
  const found = await queries.change(params.id)
  if (!found) throw work.refuse('not-found')
  await queries.lockCategory(found.code)
  const [newest] = await queries.changesOf(found.code)
  if (newest?.id !== found.id) throw work.refuse('changed-since')
  return write(work, found.code, found.before, found.id)
})

/** Roles that report for themselves: what they send comes by their own channel, and is nothing to write down for others. */
const forThemselves = new Set(['guest', 'resident', 'merchant'])

export const sources = answer(cases, 'sources', async (work) => {
  const mine = work.actor.grants.flatMap(({ role }) => (forThemselves.has(role) ? [] : [role]))
  return {
    items: (await reference(work)).sources.map(({ code, name, nameEn, letter, roles }) => ({
      code,
      letter,
      name: work.locale === 'en' ? nameEn : name,
      isMine: mine.some((role) => roles.includes(role)),
    })),
  }
})

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
