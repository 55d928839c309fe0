/** Who should handle it, as dispatchers are shown it: the duty lists down to the grid cell, and what decisions taught about this place. */
import { given, type Work } from '@liren/kernel'
import { type DutyQuestion, organisation } from '@liren/organisation/contract'
import type { cases } from '../contract.ts'
import type { Unfit } from '../moderation.ts'
import type { Found } from './moves.ts'

/** What was decided so far about whose a category is in a community. */
export type Placed = {
  /** The unit decisions agree on; null where they do not. */
  readonly unitId: string | null
  readonly isArbitrated: boolean
  /** Units that gave such a case back, and were not told since that it is theirs. */
  readonly refused: readonly string[]
}
/** Part handed to cases by whoever learns from decisions: `gives: { cases: { placed } }`. `work` is the one at hand. */
export type GivenToCases = {
  readonly placed?: (work: Work, categoryCode: string, areaCode: string) => Promise<Placed>
  /** Reads a text before everybody may: what stands against it. It decides nothing; the words stay inside until somebody rewords them. */
  readonly moderate?: (work: Work, text: string) => Promise<readonly Unfit[]>
}

export const checkPlaced = (parts: readonly { readonly module: string; readonly part: unknown }[]) => {
  for (const { module, part } of parts)
    for (const name of Object.keys((part ?? {}) as object))
      if (!['placed', 'moderate'].includes(name) || typeof (part as Record<string, unknown>)[name] !== 'function')
        throw new Error(`module "${module}": gives cases "${name}", which is none of the functions placed and moderate`)
}

export type Ranked = {
  readonly unitId: string
  readonly unitName: string
  readonly part: 'lead' | 'support'
  readonly clause: string
  readonly score: number
  /** Keys of words. */
  readonly why: readonly string[]
  /** It gave such a case back here. */
  readonly isRefused: boolean
}

const placedAt = async (work: Work<typeof cases>, categoryCode: string, areaCode: string): Promise<Placed> => {
  const [placed] = given<GivenToCases>(work, 'cases').flatMap(({ part }) => part.placed ?? [])
  // The kernel binds every work alike; only the type says whose it is.
  return placed
    ? placed(work as unknown as Work, categoryCode, areaCode)
    : { unitId: null, isArbitrated: false, refused: [] }
}

/** The best first. A unit decided on before leads, with or without a clause; one that gave it back comes last and says so. */
export const ranking = async (
  work: Work<typeof cases>,
  row: Found['row'],
  matter: Pick<Found['matter'], 'areaCode' | 'cellCode'>,
): Promise<readonly Ranked[]> => {
  if (!row.categoryCode) return []
  const units = work.use(organisation)
  // Written through this module's own schema, which has the same six kinds.
  const ownership = row.ownership as NonNullable<DutyQuestion['ownership']> | null
  const duties = await units.dutyFor({
    categoryCode: row.categoryCode,
    areaCode: matter.areaCode,
    cellCode: matter.cellCode,
    ownership,
    at: work.now,
  })
  const { unitId, isArbitrated, refused } = await placedAt(work, row.categoryCode, matter.areaCode)
  const back = new Set(refused)
  const listed: readonly Ranked[] = duties.map((one) => ({
    unitId: one.unitId,
    unitName: one.unitName,
    part: one.part,
    clause: one.clause,
    score: one.score,
    why: [
      ...one.why.map((reason) => `organisation.screen.why.${reason}`),
      ...(back.has(one.unitId) ? ['cases.why.gaveBack'] : []),
    ],
    isRefused: back.has(one.unitId),
  }))
  const fresh = listed.filter((one) => !one.isRefused)
  const leads = fresh.filter(({ part }) => part === 'lead')
  const sorted = [...fresh, ...listed.filter((one) => one.isRefused)]
  if (unitId === null) return sorted
  const own = leads.find((one) => one.unitId === unitId)
  // Whose ground it is was said, and the lists name others for that ground: only arbitration stands against them.
  if (ownership !== null && leads.length > 0 && !own && !isArbitrated) return sorted
  const unit = await units.unit(unitId)
  if (!unit || unit.closedAt !== null) return sorted
  const first: Ranked = {
    unitId,
    unitName: own?.unitName ?? (unit.shortName || unit.name),
    part: 'lead',
    clause: own?.clause ?? '',
    score: Math.max(own?.score ?? 0, ...leads.map(({ score }) => score)),
    why: [isArbitrated ? 'cases.why.arbitrated' : 'cases.why.decidedBefore', ...(own?.why ?? [])],
    isRefused: false,
  }
  return [first, ...sorted.filter((one) => !(one.unitId === unitId && one.part === 'lead'))]
}
