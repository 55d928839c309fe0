/** Sorts one report: category, unit, grade, what is missing, what it resembles, and whether it may go by itself. */
import { files } from '@liren/files/contract'
import type { Work } from '@liren/kernel'
import { matters, type Opening } from '@liren/matters/contract'
import { territory } from '@liren/territory/contract'
import { alikeFrom } from '../alike/find-alike.ts'
import type { triage } from '../contract.ts'
import { draftFor } from '../draft.ts'
import { type Hurdle, hurdlesFor, modeFor } from '../policy.ts'
import type { PlatformSettings } from '../settings.ts'
import type { Proposal } from '../shapes.ts'
import { entitiesIn } from '../sorting/entities.ts'
import { splitProblems } from '../sorting/split.ts'
import { earlierOf, hintFrom, historyOf } from './earlier.ts'
import { knownOf, modelOf, policyOf } from './known.ts'
import { namesThere } from './names.ts'
import { alikeTo } from './neighbours.ts'
import { placesSaid } from './place-said.ts'
import { type Ranked, rankText } from './rank.ts'
import { type Route, routeFor } from './routing.ts'
import { store } from './store.ts'

type TriageWork = Work<typeof triage>
export type About = {
  readonly caseId: string
  readonly chosen: string | null
  readonly ownership: string | null
  readonly hasPlace: boolean
  readonly photoIds: readonly string[]
  readonly isRestricted: boolean
  /** The case it was split off from. */
  readonly partOfId?: string | null
  /** When it was sorted, where that is not now: for demo cases laid down with a past. */
  readonly at?: Date
}
export type Way = 'forward' | 'verify' | 'suggest' | 'manual'

const staffSources = ['patrol', 'desk', 'hotline', 'police', 'superior', 'transfer']
const nowhere: Route = { units: [], unitIs: 'none', ownership: null, why: [] }
/** Less is offered to a person, but does not keep a report from going its way: no written pair of two things reaches it. */
const likelySame = 0.77
const percent = (share: number) => `${Math.round(share * 100)}%`
/** Without one of these a text is about one thing, and need not be taken apart to know it. */
const mayBeTwo = /[。；;\n].{4}|另外|还有|此外|同时|其次|顺便|再就是|二来|第[一二]|[12][、.．)）]/u
const askingKinds = ['praise', 'suggestion', 'inquiry']

/** Before filing, public reports are looked at on the spot: always, or where nothing shows what is meant. */
const isVerifiedFirst = async (work: TriageWork, source: string, about: About) => {
  const always = await work.setting<string[]>('verifiedAlways')
  const inDoubt = await work.setting<string[]>('verifiedInDoubt')
  return always.includes(source) || (inDoubt.includes(source) && !about.hasPlace && about.photoIds.length === 0)
}

const whyOf = (
  name: string,
  first: { code: string; probability: number } | undefined,
  found: Ranked,
  route: Route,
  place: string,
  kept: string | null,
) => {
  // Told to whoever follows the case: what the reporter said on other days is not theirs to read.
  const reasons = (first ? (found.because[first.code] ?? []) : [])
    .filter(({ rule }) => rule !== kept)
    .slice(0, 3)
    .map(({ word, rule }) => (word && !rule.includes(word) ? `“${word}”${rule}` : rule))
  const unit = route.units[0]
  return [
    first
      ? `类别“${name}”，把握${percent(first.probability)}${reasons.length > 0 ? `（${reasons.join('；')}）` : ''}`
      : '没有找到合适的类别',
    place,
    unit
      ? `承办单位：${unit.unitName}${unit.clause ? `，依据：${unit.clause}` : ''}${route.why.length > 0 ? `（${route.why.join('；')}）` : ''}`
      : '没有单位的职责清单包含这一类别',
  ].join('。')
}

const textOf = (opening: Opening) => opening.summary?.trim() || opening.title

/**
 * Works it out, stores it, and tells it. A case that people have taken further keeps its way, only the proposal is new.
 * @returns null when the case is not there.
 */
export const sortCase = async (work: TriageWork, about: About) => {
  const [opening] = await work.use(matters).openings([about.caseId])
  if (!opening) return null
  const known = await knownOf(work)
  const { model, version } = await modelOf(work)
  const text = textOf(opening)
  const place = opening.cellCode ?? opening.areaCode
  const earlier = staffSources.includes(opening.source) ? [] : await earlierOf(work, opening.id, opening.openedAt)
  const hint = hintFrom(known, earlier, { text, place, at: opening.openedAt })
  const found = rankText(known, model, {
    text,
    hasPlace: about.hasPlace,
    hasPhoto: about.photoIds.length > 0,
    chosen: about.chosen,
    trust: staffSources.includes(opening.source) ? 25 : 6,
    hint,
  })
  const { rules } = found
  // Past intake the category is somebody's decision: the unit is looked for by it.
  const isDecided = about.chosen !== null && opening.state !== 'intake'
  const first = isDecided
    ? (found.ranked.find(({ code }) => code === about.chosen) ?? found.ranked[0])
    : found.ranked[0]
  const category = first ? known.categories.get(first.code) : undefined
  const { areaCode, cellCode } = opening
  const called = category
    ? ((await namesThere(work as unknown as Work, known, category.code, place))?.name ?? null)
    : null
  const route = category
    ? await routeFor(work, {
        categoryCode: category.code,
        lessonCode: known.sameAs.get(category.code) ?? category.code,
        areaCode,
        cellCode,
        ownership: about.ownership,
        text,
      })
    : nowhere
  const isRestricted =
    about.isRestricted || opening.isRestricted || found.isRestricted || (category?.isRestricted ?? false)
  const looks = about.photoIds.length > 0 ? [...(await work.use(files).looks(about.photoIds)).values()] : []
  await store(work.db).keepLooks(opening.id, looks)
  const alike = isRestricted
    ? []
    : await alikeTo(
        work,
        {
          caseId: opening.id,
          areaCode,
          text,
          lon: opening.lon,
          lat: opening.lat,
          at: opening.openedAt,
          likely: found.ranked,
          photos: looks,
        },
        {
          isPublicOnly: false,
          from: alikeFrom,
          own: earlier.filter((one) => one.phase !== 'done' && one.areaCode === areaCode).map(({ id }) => id),
          // The whole it was taken from says the same words, and is another problem.
          without: about.partOfId ?? null,
        },
      )
  const parts =
    isRestricted || !mayBeTwo.test(text)
      ? []
      : splitProblems(text, {
          dictionary: known.dictionary,
          hasPlace: about.hasPlace,
          hasPhoto: about.photoIds.length > 0,
        })
  const policy = policyOf(known, category?.code ?? null)
  const sorting = {
    probability: first?.probability ?? 0,
    isManualOnly: found.isManualOnly || (category?.isManualOnly ?? false),
    isRestricted,
    isCase: !askingKinds.includes(rules.kind.kind) || rules.dangers.length > 0,
    hasSeveral: parts.length > 1,
    isDuplicate: alike.some(({ likeness }) => likeness >= likelySame),
    hasCell: cellCode !== null,
    unit: route.unitIs,
  }
  const forwarding = await work.setting<PlatformSettings['forwarding']>('forwarding')
  const hurdles: readonly Hurdle[] = hurdlesFor(sorting, policy, forwarding === 'auto')
  const verifies =
    hurdles.length === 0 && opening.state === 'intake' && (await isVerifiedFirst(work, opening.source, about))
  const mode = modeFor(sorting, policy)
  const way: Way =
    hurdles.length === 0 && opening.phase === 'intake'
      ? verifies
        ? 'verify'
        : 'forward'
      : mode === 'manual'
        ? 'manual'
        : 'suggest'
  const names = cellCode ? await work.use(territory).areaNames([cellCode]) : new Map<string, string>()
  const where = cellCode ? `网格：${names.get(cellCode) ?? cellCode}` : '没有定位到网格'
  const before = parts.length > 1 ? await store(work.db).find(opening.id) : null
  const lead = route.units.find(({ part }) => part === 'lead')
  const proposal: Proposal = {
    because: Object.fromEntries(Object.entries(found.because).map(([code, reasons]) => [code, [...reasons]])),
    units: [...route.units],
    unitIs: route.unitIs,
    ownership: route.ownership,
    grade: Math.max(rules.grade, opening.grade),
    gradeBecause: rules.grade < opening.grade ? '上报时已是这一级' : rules.gradeBecause,
    kind: rules.kind.kind,
    landmark: rules.landmark?.text ?? null,
    entities: [...entitiesIn(text)],
    places: cellCode === null ? await placesSaid(work, known, text, areaCode) : [],
    missing: [...rules.missing],
    draft: draftFor({
      kind: rules.kind.kind,
      category: called ?? '所述',
      unit: lead?.unitName ?? null,
      questions: rules.missing.map(({ question }) => question),
      isCritical: rules.grade === 4,
    }),
    alike,
    parts:
      parts.length > 1
        ? parts.map((part) => ({
            text: part.text,
            categoryCode: part.sorted.ranked[0]?.code ?? null,
            caseId: before?.proposal.parts.find(({ text }) => text === part.text)?.caseId ?? null,
          }))
        : [],
    reporter: historyOf(work, earlier),
    why: whyOf(called ?? '', first, found, route, where, hint?.rule ?? null),
  }
  await store(work.db).put({
    caseId: opening.id,
    number: opening.number,
    areaCode,
    cellCode,
    source: opening.source,
    state: opening.state,
    categoryCode: category?.code ?? null,
    probability: sorting.probability,
    ranked: found.ranked,
    unitId: lead?.unitId ?? null,
    unitName: lead?.unitName ?? null,
    proposal,
    way,
    hurdles: [...hurdles],
    threshold: policy.threshold,
    modelVersion: version,
    sortedAt: about.at ?? work.now,
  })
  return {
    opening,
    text,
    way,
    category,
    unitId: lead?.unitId ?? null,
    probability: sorting.probability,
    grade: proposal.grade,
    why: proposal.why,
  }
}

/** Tells whoever carries it out. */
export const tellSorted = async (
  work: TriageWork,
  one: {
    readonly caseId: string
    readonly way: Way
    readonly state: string
    readonly categoryCode: string | null
    readonly probability: number
    readonly unitId: string | null
    readonly grade: number
    readonly why: string
  },
) => {
  const undoMinutes = await work.setting<number>('undoMinutes')
  const because =
    one.way === 'verify'
      ? `由系统自动派发核实：请到现场或联系上报人确认。${one.why}`
      : one.way === 'forward'
        ? `由系统自动转办：${one.why}。${undoMinutes}分钟内可撤回`
        : one.why
  const { caseId, way, state, categoryCode, probability, unitId, grade } = one
  work.emit(
    'sorted',
    { caseId, way, state, categoryCode, probability, unitId, grade, because: because.slice(0, 1900), undoMinutes },
    [`matter:${caseId}`],
  )
}
