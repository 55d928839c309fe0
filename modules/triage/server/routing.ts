/** Who should handle it: past decisions at this place first, then the duty lists; one unit, several, or none. */
import type { Work } from '@liren/kernel'
import { type DutyProposal, organisation } from '@liren/organisation/contract'
import type { triage } from '../contract.ts'
import { type Ownership, ownershipIn } from '../ownership.ts'
import { agreed, refused } from '../placing.ts'
import type { Proposal } from '../shapes.ts'
import { type Why, why } from '../sorting/reason.ts'
import { lessonStore } from './store-lessons.ts'

export type Question = {
  readonly categoryCode: string
  /** The code under which past decisions are kept: the same for the same thing in two trees. */
  readonly lessonCode: string
  readonly areaCode: string
  readonly cellCode: string | null
  readonly ownership: string | null
  readonly text: string
}
export type Route = {
  readonly units: Proposal['units']
  readonly unitIs: Proposal['unitIs']
  readonly ownership: string | null
  readonly why: readonly Why[]
}

const shown = ({ unitId, unitName, part, clause, why }: DutyProposal) => ({
  unitId,
  unitName,
  part,
  clause,
  why: [...why],
})

export const routeFor = async (work: Work<typeof triage>, asked: Question): Promise<Route> => {
  const units = work.use(organisation)
  const said = asked.ownership === null ? ownershipIn(asked.text) : null
  const ownership = (asked.ownership ?? said?.ownership ?? null) as Ownership | null
  const because: Why[] = said ? [why('ownership', { word: said.word })] : []
  const ranked = await units.dutyFor({
    categoryCode: asked.categoryCode,
    areaCode: asked.areaCode,
    cellCode: asked.cellCode,
    ownership,
    at: work.now,
  })
  const placings = await lessonStore(work.db).placings(asked.lessonCode, asked.areaCode)
  const back = refused(placings)
  const leads = ranked.filter(({ part, unitId }) => part === 'lead' && !back.has(unitId))
  const supports = ranked.filter(({ part, unitId }) => part === 'support' && !back.has(unitId)).slice(0, 3)
  const past = agreed(placings)
  const known = past ? await units.unit(past.unitId) : null
  const listed = leads.find(({ unitId }) => unitId === past?.unitId)
  const isArbitrated = placings.find(({ unitId }) => unitId === past?.unitId)?.last === 'arbitrated'
  // What was decided for a lane says nothing of an estate: where whose ground it is was said, and the duty lists name others
  // for that ground, past decisions hold only if somebody arbitrated.
  const isOtherGround = ownership !== null && leads.length > 0 && listed === undefined && !isArbitrated
  if (past && known && known.closedAt === null && !isOtherGround) {
    const decided = {
      unitId: known.id,
      unitName: known.name,
      part: 'lead' as const,
      clause: listed?.clause ?? '',
      why: [isArbitrated ? 'by-arbitration' : 'by-example'],
    }
    const others = leads.filter(({ unitId }) => unitId !== past.unitId).slice(0, 2)
    return {
      units: [decided, ...[...others, ...supports].map(shown)],
      unitIs: 'one',
      ownership,
      why: [...because, why('pastUnit')],
    }
  }
  if (back.size > 0) because.push(why('gaveBack'))
  const [first, second] = leads
  const unitIs = !first ? 'none' : second && second.score >= first.score ? 'several' : 'one'
  return { units: [...leads.slice(0, 3), ...supports].map(shown), unitIs, ownership, why: because }
}
