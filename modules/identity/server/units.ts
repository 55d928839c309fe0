/** Units as the organisation names them: identity keeps their ids only, and works without an organisation too. */
import { given } from '@liren/kernel'
import type { UnitsNamed } from '../contract.ts'
import type { IdentityWork } from './enter.ts'

/** Null where no organisation is installed. */
const namesOf = async (work: IdentityWork, ids: readonly string[]) => {
  const parts = given<Partial<UnitsNamed>>(work, 'identity').flatMap(({ part }) => part.unitsNamed ?? [])
  if (parts.length === 0) return null
  const wanted = [...new Set(ids)]
  const found = await Promise.all(parts.map((unitsNamed) => (wanted.length === 0 ? [] : unitsNamed(work, wanted))))
  return new Map(found.flat().map(({ id, name }) => [id, name]))
}

/** Each row with the name of its unit; null where there is none, or nobody knows it. */
export const withUnitNames = async <T extends { readonly unitId: string | null }>(
  work: IdentityWork,
  rows: readonly T[],
): Promise<readonly (T & { readonly unitName: string | null })[]> => {
  const names = await namesOf(
    work,
    rows.flatMap(({ unitId }) => unitId ?? []),
  )
  return rows.map((row) => ({ ...row, unitName: names?.get(row.unitId ?? '') ?? null }))
}

/** @throws Refusal `unit-unknown` at `unitId` where the organisation has no such open unit. */
export const mustBeUnit = async (work: IdentityWork, unitId: string | null) => {
  if (unitId === null) return
  const names = await namesOf(work, [unitId])
  if (names && !names.has(unitId)) throw work.refuse('unit-unknown', {}, 'unitId')
}
