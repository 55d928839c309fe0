/** The organisation in memory: units and duty lists change a few times a day and are asked thousands of times a minute. */
import { secretsOf, type Work } from '@liren/kernel'
import type { Responsibility, Unit } from '../contract.ts'
import { type DutyIndex, indexDuties } from '../route.ts'
import { store } from './store.ts'

export type Picture = {
  readonly token: string
  readonly index: DutyIndex
  readonly units: ReadonlyMap<string, Unit>
  readonly byCode: ReadonlyMap<string, Unit>
  readonly childrenOf: ReadonlyMap<string | null, readonly Unit[]>
  readonly responsibilities: readonly Responsibility[]
}
type Kept = { picture: Picture; checkedAt: number }

// The keys object lives exactly as long as its running district, so several districts in one process stay apart.
const kept = new WeakMap<object, Kept>()
/** Other processes' changes are seen at the latest after this. */
const trustMs = 1000

const load = async (work: Pick<Work, 'db'>, token: string): Promise<Picture> => {
  const queries = store(work.db)
  const units = await queries.allUnits()
  const duties = await queries.allDuties()
  const responsibilities = await queries.responsibilities()
  const index = indexDuties(
    duties.map((duty) => ({
      ...duty,
      validFrom: Date.parse(duty.validFrom),
      validTo: duty.validTo === null ? null : Date.parse(duty.validTo),
    })),
    units.map((unit) => ({ ...unit, isOpen: unit.closedAt === null })),
  )
  return Object.freeze({
    token,
    index,
    units: new Map(units.map((unit) => [unit.id, unit])),
    byCode: new Map(units.map((unit) => [unit.code, unit])),
    childrenOf: Map.groupBy(units, (unit) => unit.parentId),
    responsibilities,
  })
}

export const pictureOf = async (work: Work): Promise<Picture> => {
  const key = secretsOf(work)
  const known = kept.get(key)
  if (known && performance.now() - known.checkedAt < trustMs) return known.picture
  const token = await store(work.db).token()
  const checkedAt = performance.now()
  if (known?.picture.token === token) {
    known.checkedAt = checkedAt
    return known.picture
  }
  const picture = await load(work, token)
  kept.set(key, { picture, checkedAt })
  return picture
}

/** The next question looks at the database again. */
export const forget = (work: object) => {
  const known = kept.get(secretsOf(work))
  if (known) known.checkedAt = Number.NEGATIVE_INFINITY
}

/** To be called by whoever changes units, duty lists or responsibilities. */
export const repaint = async (work: Work) => {
  await store(work.db).turn()
  forget(work)
}
