/** What every verb on a case shares: read it, move its matter, keep the evidence, say what became of it. */
import type { Work } from '@liren/kernel'
import { type MatterRow, type Moved, type MoveOptions, matters } from '@liren/matters/contract'
import { organisation } from '@liren/organisation/contract'
import type { Category } from '../category.ts'
import type { cases } from '../contract.ts'
import { limitsIn } from './limits.ts'
import { reference } from './reference.ts'
import { type CaseRow, store } from './store.ts'

type CasesWork = Work<typeof cases>
export type Found = {
  readonly row: CaseRow
  readonly matter: MatterRow & { readonly cellCode: string | null; readonly handledBy: readonly string[] }
  readonly category: Category | null
}

/**
 * The case and its matter, held until the act is over. Out of sight is not found, before anything else is said of it; whether
 * the actor may move it, the spine decides.
 */
export const find = async (work: CasesWork, id: string, isOnlyLook = false): Promise<Found> => {
  const matter = await work.use(matters).see(id, isOnlyLook)
  const row = await store(work.db).find(id)
  if (!row) throw work.refuse('not-found')
  const { categories } = await reference(work)
  const category = row.categoryCode ? (categories.get(row.categoryCode) ?? null) : null
  // What is promised where it happened holds for every step on its way.
  return {
    row,
    matter,
    category: category && { ...category, limits: await limitsIn(work, category, matter.areaCode) },
  }
}

const asReply = (moved: Moved) => ({ ...moved, dueAt: moved.dueAt?.toISOString() ?? null })

/** Makes a move and answers in the shape all verbs share. */
export const move = async (
  work: CasesWork,
  id: string,
  name: string,
  options: Omit<MoveOptions, 'seen'> & { readonly seen?: number | undefined },
) => {
  const { seen, ...rest } = options
  const moved = await work.use(matters).move(id, name, { ...rest, ...(seen === undefined ? {} : { seen }) })
  work.audit({ object: `matter:${id}`, facts: { move: name, state: moved.state } })
  return asReply(moved)
}

/** A unit that is open, as a holder. */
export const unitAsHolder = async (work: CasesWork, unitId: string, field = 'unitId') => {
  const unit = await work.use(organisation).unit(unitId)
  if (!unit || unit.closedAt) throw work.refuse('no-such-unit', {}, field)
  return { unitId: unit.id, unitName: unit.shortName || unit.name }
}

/** The command centre 指挥调度中心 of the area holds what is not yet, or no longer, in a handling unit's hands. */
export const commandCentre = async (work: CasesWork, areaCode: string) => {
  const centre = await work.use(organisation).unitOfArea(areaCode, 'commandCentre')
  return {
    unitId: centre?.id ?? null,
    unitName: centre ? centre.shortName || centre.name : null,
    accountId: null,
    accountName: null,
  }
}

/** Facts without the fields nobody filled in. */
export const given = (facts: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
