/** Lays down categories, sources and safety words of the preset, and its written demo cases. */
import { files } from '@liren/files/contract'
import { configOf, type Preset, type Seed, uuidv7, type Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { territory } from '@liren/territory/contract'
import { type gradeNames, gradeNumber } from './category.ts'
import type { cases } from './contract.ts'
import type { ModerationWord } from './moderation.ts'
import type { SafetyRule } from './safety.ts'
import { importStore } from './server/import-store.ts'
import { cast, type DemoCase, type DemoPhotos, dice, layDown, pastOf, type Whereabouts } from './server/past.ts'
import { forgetReference, reference } from './server/reference.ts'
import { drawScene } from './server/scenes.ts'
import { type Spoken, store } from './server/store.ts'
import { wordingStore } from './server/store-wording.ts'
import type { Source } from './source.ts'

type CasesWork = Work<typeof cases>
type Leaf = {
  code: string
  name: string
  nameEn: string
  path: string[]
  filingStandard: string
  closingStandard: string
  grade: (typeof gradeNames)[number]
  limits: Record<string, unknown>
  keywords: string[]
  points: number
  manualOnly: boolean
  restricted: boolean
  callFirst: boolean
  isMapped: boolean
}
type CategoryFile = {
  version: string
  trees: { nameEn: string; types: { nameEn: string; leaves: Leaf[] }[] }[]
}

const plainly = (id: string) => ({ id, doubts: [], metresOff: null })

export const seedReference = async (work: Work, preset: Preset) => {
  const queries = store(work.db)
  if (preset.has('cases/categories.json')) {
    const file = await preset.read<CategoryFile>('cases/categories.json')
    const leaves = file.trees.flatMap((tree) =>
      tree.types.flatMap((type) => type.leaves.map((leaf) => ({ ...leaf, path_en: [tree.nameEn, type.nameEn] }))),
    )
    await queries.putCategories(
      leaves.map(
        ({ nameEn, filingStandard, closingStandard, grade, manualOnly, restricted, callFirst, isMapped, ...leaf }) => ({
          ...leaf,
          name_en: nameEn,
          filing_standard: filingStandard,
          closing_standard: closingStandard,
          grade: gradeNumber(grade),
          is_manual_only: manualOnly,
          is_restricted: restricted,
          call_first: callFirst,
          is_mapped: isMapped,
          version: file.version,
        }),
      ),
    )
  }
  if (preset.has('cases/sources.json')) await queries.putSources(await preset.read<Source[]>('cases/sources.json'))
  if (preset.has('cases/safety.json'))
    await queries.putSafetyRules(await preset.read<SafetyRule[]>('cases/safety.json'))
  if (preset.has('cases/moderation.json'))
    await wordingStore(work.db).putModerationWords(await preset.read<ModerationWord[]>('cases/moderation.json'))
  if (preset.has('triage/words.json')) await queries.putSpoken(await preset.read<Spoken>('triage/words.json'))
  forgetReference(work)
}

type Places = { places: [kind: string, name: string, text: string, aliases: string[], x: number, y: number][] }
type Spot = Whereabouts & { readonly name: string }

const dayMs = 86_400_000
const bulkCount = 100_000
const batchRows = 1000

/** Named places of the district, each with its cell. */
const spotsOf = async (work: CasesWork, preset: Preset): Promise<readonly Spot[]> => {
  const { places } = await preset.read<Places>('territory/places.json')
  const spots: Spot[] = []
  for (const [, name, address, , x, y] of places) {
    const place = { lon: x / 1e6, lat: y / 1e6 }
    const found = await work.use(territory).cellAt(place)
    if (found) spots.push({ name, address, place, areaCode: found.communityCode, cellCode: found.cellCode })
  }
  return spots
}

const openedAt = (demo: DemoCase, now: Date, random: () => number) => {
  if (demo.minute === undefined) return new Date(now.getTime() - Math.round((25 + random() * 240) * 60_000))
  // Midnight in China.
  const today = Math.floor((now.getTime() + 8 * 3_600_000) / dayMs) * dayMs - 8 * 3_600_000
  const at = today - demo.daysAgo * dayMs + demo.minute * 60_000
  return new Date(Math.min(at, now.getTime() - 3_600_000))
}

const photosOf = async (work: CasesWork, demo: DemoCase, id: string, isPublic: boolean): Promise<DemoPhotos> => {
  const keep = async (when: 'before' | 'after') => {
    const bytes = demo.photo ? await drawScene(demo.photo, when) : null
    if (!bytes) return undefined
    const name = when === 'before' ? '现场.jpg' : '处置后.jpg'
    return (await work.use(files).keep({ name, bytes }, { module: 'cases', object: `case:${id}`, isPublic })).id
  }
  const report = await keep('before')
  const after = ['checking', 'closing', 'closed'].includes(demo.state) ? await keep('after') : undefined
  return { ...(report ? { report } : {}), ...(after ? { after } : {}) }
}

const seedDemo = async (work: CasesWork, preset: Preset, demos: readonly DemoCase[]) => {
  const bulk = importStore(work.db)
  const present = await bulk.present(demos.map((_, n) => `demo:${n}`))
  const known = await reference(work)
  const on = await cast(work)
  const spots = new Map((await spotsOf(work, preset)).map((spot) => [spot.name, spot]))
  const lives: Awaited<ReturnType<typeof pastOf>>[] = []
  const keys = new Map<string, string>()
  const merged: { readonly id: string; readonly into: string }[] = []
  const evidence: { id: string; photos: DemoPhotos; at: Date }[] = []
  for (const [n, demo] of demos.entries()) {
    const spot = spots.get(demo.place)
    if (!spot || present.has(`demo:${n}`)) continue
    const random = dice(n + 1)
    const id = uuidv7()
    const at = openedAt(demo, work.now, random)
    const category = known.categories.get(demo.category)
    const isSeen = demo.state !== 'intake' && demo.state !== 'verifying'
    const isOpen = isSeen && category?.isMapped === true && !category.isRestricted
    const photos = demo.photo ? await photosOf(work, demo, id, isOpen) : {}
    if (demo.photo) evidence.push({ id, photos, at })
    if (demo.key) keys.set(demo.key, id)
    if (demo.mergeInto) merged.push({ id, into: demo.mergeInto })
    const { name: _, ...where } = spot
    lives.push(await pastOf(work, demo, known, on, where, { id, openedAt: at, random, ref: `demo:${n}`, photos }))
  }
  if (lives.length === 0) return
  await layDown(work, bulk.put, lives)
  const queries = store(work.db)
  for (const { id, photos, at } of evidence) {
    if (photos.report) await queries.addEvidence(id, [plainly(photos.report)], 'report', at, null)
    if (photos.after) await queries.addEvidence(id, [plainly(photos.after)], 'after', at, null)
  }
  for (const [key, into] of keys) {
    const children = merged.filter((one) => one.into === key).map(({ id }) => id)
    if (children.length > 0) await work.use(matters).merge(children, into, '同一地点同一问题，合并办理')
  }
  preset.progress('demo cases', lives.length, lives.length)
}

/** A year of a whole district: the written cases, each at many other places and days. */
const seedYear = async (work: CasesWork, preset: Preset, demos: readonly DemoCase[]) => {
  const bulk = importStore(work.db)
  if ((await bulk.present(['year:0'])).size > 0) return
  const known = await reference(work)
  const on = await cast(work)
  const spots = await spotsOf(work, preset)
  const random = dice(20_260_101)
  const pick = <T>(all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)]
  const ended = demos.filter((demo) => demo.state === 'closed' || demo.state === 'declined')
  const open = demos.filter((demo) => demo.minute === undefined && !demo.key && !demo.mergeInto)
  for (let done = 0; done < bulkCount; done += batchRows) {
    const lives: Awaited<ReturnType<typeof pastOf>>[] = []
    for (let n = done; n < Math.min(bulkCount, done + batchRows); n += 1) {
      // From the oldest to today; the last few hundred are still open.
      const daysAgo = Math.floor(((bulkCount - 1 - n) / bulkCount) * 365)
      const demo = pick(n >= bulkCount - 400 ? open : ended)
      const spot = pick(spots)
      if (!demo || !spot) continue
      const { name, ...where } = spot
      const { photo: _, minute: __, ...rest } = demo
      const isOpen = demo.minute === undefined
      const told: DemoCase = {
        ...rest,
        text: demo.text.replaceAll(demo.place, name),
        daysAgo: Math.max(daysAgo, isOpen ? 0 : 1),
        ...(isOpen ? {} : { minute: Math.floor(random() * 1440) }),
      }
      const at = openedAt(told, work.now, random)
      lives.push(await pastOf(work, told, known, on, where, { id: uuidv7(), openedAt: at, random, ref: `year:${n}` }))
    }
    await layDown(work, bulk.put, lives)
    preset.progress('cases of a year', Math.min(bulkCount, done + batchRows), bulkCount)
  }
}

export const seed: Seed = async (bound, preset) => {
  await seedReference(bound, preset)
  if (!preset.has('cases/demo.json') || !preset.has('territory/places.json')) return
  if (configOf(bound).mode === 'production') {
    bound.log.warn('demo cases are not made in production', { preset: preset.name })
    return
  }
  // The kernel seeds with a work of this very module; only the type cannot say so.
  const work = bound as unknown as CasesWork
  const { cases: demos } = await preset.read<{ cases: DemoCase[] }>('cases/demo.json')
  await seedDemo(work, preset, demos)
  if (preset.scale === 'full') await seedYear(work, preset, demos)
}
