/** Units as the organisation names them: identity keeps their ids only, and works without an organisation too. */
import { given } from '@liren/kernel'
import type { UnitsNamed } from '../contract.ts'
import type { IdentityWork } from './enter.ts'

/** Null where no organisation is installed. */
const knownOf = async (work: IdentityWork, ids: readonly string[]) => {
  const parts = given<Partial<UnitsNamed>>(work, 'identity').flatMap(({ part }) => part.unitsNamed ?? [])
  if (parts.length === 0) return null
  const wanted = [...new Set(ids)]
  const found = await Promise.all(parts.map((unitsNamed) => (wanted.length === 0 ? [] : unitsNamed(work, wanted))))
  return new Map(found.flat().map((unit) => [unit.id, unit]))
}

/** Each row with the name of its unit; null where there is none, or nobody knows it. */
export const withUnitNames = async <T extends { readonly unitId: string | null }>(
  work: IdentityWork,
  rows: readonly T[],
): Promise<readonly (T & { readonly unitName: string | null })[]> => {
  const known = await knownOf(
    work,
    rows.flatMap(({ unitId }) => unitId ?? []),
  )
  return rows.map((row) => ({ ...row, unitName: known?.get(row.unitId ?? '')?.name ?? null }))
}

/**
 * @param isForRepresentative whoever acts for it does so as a representative and no officer
 * @throws Refusal at `unitId`: `unit-unknown` where the organisation has no such open unit, `unit-needed` for a representative of
 * none, `unit-is-office` for one of an office
 */
export const mustBeUnit = async (work: IdentityWork, unitId: string | null, isForRepresentative = false) => {
  if (unitId === null) {
    if (isForRepresentative) throw work.refuse('unit-needed', {}, 'unitId')
    return
  }
  const known = await knownOf(work, [unitId])
  if (known === null) return
  const unit = known.get(unitId)
  if (!unit) throw work.refuse('unit-unknown', {}, 'unitId')
  if (isForRepresentative && unit.isOffice) throw work.refuse('unit-is-office', {}, 'unitId')
}
