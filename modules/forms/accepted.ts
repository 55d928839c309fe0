/** What may be handed in: answers in order, what must be confirmed confirmed, what was changed explained, materials there. */
import type { FormDefinition, Material } from './definition.ts'
import { type Offers, type Origin, originsOf, type Tally, tally } from './origin.ts'
import { definitionPath } from './outline.ts'
import type { Answers, Fault, Standing } from './standing.ts'

/** What somebody gave for one material. */
export type MaterialGiven = {
  readonly fileIds?: readonly string[]
  /** A promise or a text agreed to. */
  readonly isAgreed?: boolean
  readonly signatureFileId?: string
  /** To follow later (容缺). */
  readonly follows?: boolean
}

/** Everything a person does to a form. Paths are places in the answers; refused are dictionary keys. */
export type Filled = {
  readonly answers: Answers
  readonly confirmed: readonly string[]
  readonly reasons: Readonly<Record<string, string>>
  readonly refused: readonly string[]
  readonly materials: Readonly<Record<string, MaterialGiven>>
}

export const nothingFilled: Filled = { answers: {}, confirmed: [], reasons: {}, refused: [], materials: {} }

/** How a material came: reused, to be checked by data, promised, signed, uploaded, or to follow. */
export const materialWays = ['reused', 'checked', 'promised', 'signed', 'uploaded', 'follows'] as const
export type MaterialWay = (typeof materialWays)[number]

export type Accepted = {
  readonly values: Answers
  readonly origins: Readonly<Record<string, Origin>>
  readonly tally: Tally
  readonly materials: Readonly<Record<string, MaterialWay>>
  /** Materials somebody had to bring: uploads and signatures. */
  readonly materialsSupplied: number
  readonly faults: readonly Fault[]
  readonly standing: Standing
}

const own = <T>(all: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(all, key) ? all[key] : undefined

/** `held`: dictionary keys under which something was found. A licence that was not found has to be brought. */
const wayOf = (material: Material, given: MaterialGiven | undefined, held: ReadonlySet<string>): MaterialWay | null => {
  const isThere = material.from === undefined || held.has(material.from)
  if (material.source === 'licence' && isThere) return 'reused'
  if (material.source === 'data' && isThere) return 'checked'
  if (material.source === 'declaration' && given?.isAgreed) return 'promised'
  if (material.source === 'esign' && given?.isAgreed && given.signatureFileId !== undefined) return 'signed'
  if ((given?.fileIds?.length ?? 0) > 0) return 'uploaded'
  return given?.follows && material.mayFollow ? 'follows' : null
}

/** Every fault names its field: what is wrong, missing, locked, not confirmed or changed without a reason. */
export const acceptedOf = (
  definition: FormDefinition,
  filled: Filled,
  offered: Offers,
  held: ReadonlySet<string>,
  standing: Standing,
): Accepted => {
  const confirmed = new Set(filled.confirmed)
  const origins = originsOf(standing, offered, confirmed)
  const faults: Fault[] = [...standing.faults, ...standing.missing.map((field) => ({ field, code: 'needed' as const }))]
  const wrong = new Set(faults.map(({ field }) => field))
  const changed = (at: string) => {
    const origin = origins[at]
    return own(offered, at) !== undefined && (origin === 'edited' || origin === 'empty')
  }
  for (const { at, field } of standing.shown) {
    if (wrong.has(at)) continue
    if (changed(at)) {
      if (field.lock) faults.push({ field: at, code: 'locked' })
      else if (!own(filled.reasons, at)?.trim()) faults.push({ field: at, code: 'reason-needed' })
    } else if (field.confirm && origins[at] === 'prefilled') faults.push({ field: at, code: 'not-confirmed' })
  }

  const asked = (definition.materials ?? []).filter(({ key }) => standing.materials.includes(key))
  const ways: Record<string, MaterialWay> = {}
  for (const material of asked) {
    const way = wayOf(material, own(filled.materials, material.key), held)
    if (way) ways[material.key] = way
    else if (!material.isOptional) faults.push({ field: `materials.${material.key}`, code: 'needed' })
  }
  return {
    values: standing.values,
    origins,
    tally: tally(origins, filled.refused),
    materials: ways,
    materialsSupplied: Object.values(ways).filter((way) => way === 'uploaded' || way === 'signed').length,
    faults,
    standing,
  }
}

/** Files that answers and materials speak of. */
export const filesOf = (definition: FormDefinition, accepted: Accepted, filled: Filled): readonly string[] => {
  const fields = accepted.standing.shown
    .filter(({ field, value }) => (field.format === 'file' || field.format === 'signature') && value !== undefined)
    .flatMap(({ value }) => (Array.isArray(value) ? value : [value]))
    .filter((one): one is string => typeof one === 'string')
  const brought = (definition.materials ?? []).flatMap(({ key }) => {
    const given = accepted.materials[key] === undefined ? undefined : own(filled.materials, key)
    return [...(given?.fileIds ?? []), ...(given?.signatureFileId ? [given.signatureFileId] : [])]
  })
  return [...new Set([...fields, ...brought])]
}

/** A fact typed by hand under a dictionary key, or under its own name where it has none. */
export type Typed = { readonly key: string; readonly isBound: boolean; readonly value: unknown }

/** What was typed, and is particular enough to be recognised when typed again: no ticks, no choices, nothing very short. */
export const typedFacts = (accepted: Accepted): readonly Typed[] =>
  accepted.standing.shown.flatMap(({ at, path, field, value }) => {
    const origin = accepted.origins[at]
    if (
      (origin !== 'typed' && origin !== 'edited') ||
      field.enum ||
      field.format === 'file' ||
      field.format === 'signature'
    )
      return []
    if (typeof value !== 'string' || value.trim().length < 4 || definitionPath(at) !== at) return []
    return [{ key: field.from ?? `form:${path}`, isBound: field.from !== undefined, value: value.trim() }]
  })
