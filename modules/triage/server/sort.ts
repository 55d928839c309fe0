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
import type { Proposal, SaidPlace } from '../shapes.ts'
import { entitiesIn } from '../sorting/entities.ts'
import { splitProblems } from '../sorting/split.ts'
import { earlierOf, hintFrom, historyOf } from './earlier.ts'
import { knownOf, modelOf, policyOf } from './known.ts'
import { namesThere } from './names.ts'
import { alikeTo } from './neighbours.ts'
import { photosSay } from './photos-said.ts'
import { placesSaid } from './place-said.ts'
import { rankText } from './rank.ts'
import { type Route, routeFor } from './routing.ts'
import { keptReasons, openReasons, saidBy, sentenceOf, speechOf } from './said.ts'
import { store } from './store.ts'

type TriageWork = Work<typeof triage>
export type About = {
  readonly caseId: string
  readonly chosen: string | null
  readonly ownership: string | null
  readonly hasPlace: boolean
  readonly photoIds: readonly string[]
  /** Sorted again, photos are not handed in once more: what they said holds. */
  readonly photosSaid?: Proposal['photos'] | undefined
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
/** Without one of these a text is about one thing, and need not be taken apart to know it. */
const mayBeTwo = /[。；;\n].{4}|另外|还有|此外|同时|其次|顺便|再就是|二来|第[一二]|[12][、.．)）]/u
const askingKinds = ['praise', 'suggestion', 'inquiry']

/**
 * Before filing, public reports are looked at on the spot: always, or where nothing shows what is meant, or a photo from elsewhere
 * or from days ago does.
 */
const isVerifiedFirst = async (work: TriageWork, source: string, about: About, isDoubtful: boolean) => {
  const always = await work.setting<string[]>('verifiedAlways')
  const inDoubt = await work.setting<string[]>('verifiedInDoubt')
  const showsNothing = !about.hasPlace && about.photoIds.length === 0
  return always.includes(source) || (inDoubt.includes(source) && (showsNothing || isDoubtful))
}

/** Named by the words, or by the photos besides. */
const withPhotos = (places: readonly SaidPlace[], photographed: SaidPlace | null) =>
  photographed && places.every(({ cellCode }) => cellCode !== photographed.cellCode)
    ? [...places, photographed]
    : [...places]

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
  const reported = opening.lon !== null && opening.lat !== null ? { lon: opening.lon, lat: opening.lat } : null
  const photos = await photosSay(work, about.photoIds, { reported, at: opening.openedAt })
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
          lon: reported?.lon ?? photos.spot?.lon ?? null,
          lat: reported?.lat ?? photos.spot?.lat ?? null,
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
    hurdles.length === 0 &&
    opening.state === 'intake' &&
    (await isVerifiedFirst(work, opening.source, about, photos.isDoubtful))
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
  const cellName = cellCode ? (names.get(cellCode) ?? cellCode) : null
  const before = parts.length > 1 ? await store(work.db).find(opening.id) : null
  const lead = route.units.find(({ part }) => part === 'lead')
  const speech = speechOf(work)
  const gradeReasons = rules.grade < opening.grade ? [{ key: 'gradeReported', facts: {} }] : rules.gradeBecause
  const kept = <T extends { readonly facts: object }>(reasons: readonly T[]) =>
    reasons.map((one) => ({ ...one, facts: { ...one.facts } }))
  const proposal: Proposal = {
    because: Object.fromEntries(
      Object.entries(found.because).map(([code, reasons]) => [code, keptReasons(speech, reasons)]),
    ),
    units: [...route.units],
    unitIs: route.unitIs,
    ownership: route.ownership,
    grade: Math.max(rules.grade, opening.grade),
    gradeBecause: saidBy(speech, gradeReasons),
    gradeReasons: kept(gradeReasons),
    route: kept(route.why),
    photos: about.photoIds.length > 0 ? kept(photos.reasons) : [...(about.photosSaid ?? [])],
    kind: rules.kind.kind,
    landmark: rules.landmark?.text ?? null,
    entities: [...entitiesIn(text)],
    places: cellCode === null ? withPhotos(await placesSaid(work, known, text, areaCode), photos.place) : [],
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
    why: sentenceOf(speech, {
      category: first ? { name: called ?? '', probability: first.probability } : null,
      reasons: openReasons((first ? (found.because[first.code] ?? []) : []).map(({ said }) => said)),
      cellName,
      unit: route.units[0] ?? null,
      route: route.why,
      photos: [],
    }),
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
      ? work.words('triage.because.sentFirst', { why: one.why })
      : one.way === 'forward'
        ? work.words('triage.because.sent', { why: one.why, minutes: undoMinutes })
        : one.why
  const { caseId, way, state, categoryCode, probability, unitId, grade } = one
  work.emit(
    'sorted',
    { caseId, way, state, categoryCode, probability, unitId, grade, because: because.slice(0, 1900), undoMinutes },
    [`matter:${caseId}`],
  )
}
