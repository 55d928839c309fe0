/** Reads invented persons to try rules on: those of the simulator, and our own (`id`, `today`, `facts`, `eligible`). */
import { readDay } from '../rules/calendar.ts'
import type { Facts } from '../rules/facts.ts'
import { isFactName, isPlain, type Plain } from '../rules/read-condition.ts'

/** `recorded` is null where nobody has said what the answer is. */
export type TriedCase = {
  readonly id: string
  readonly today: string | null
  readonly facts: Facts
  readonly recorded: readonly string[] | null
}
export type CaseFile = {
  readonly cases: readonly TriedCase[]
  /** Rules the recorded answers speak about; null: all. */
  readonly compared: ReadonlySet<string> | null
  /** What could not be read, and what was taken for unknown. */
  readonly remarks: readonly { readonly case: string; readonly why: string }[]
}

type Check = (value: unknown) => boolean
const number: Check = (value) => typeof value === 'number' && Number.isFinite(value)
const text: Check = (value) => typeof value === 'string'
const claim: Check = (value) => typeof value === 'boolean'
const list: Check = (value) => Array.isArray(value) && value.every((one) => typeof one === 'string')

/** What a person of the simulator carries. Other properties are facts nobody asks for. */
const kinds: Readonly<Record<string, Check>> = {
  age: number,
  quotient_familial_month: number,
  quotient_familial_year: number,
  taux_incapacite: number,
  region: text,
  departement: text,
  commune: text,
  epci: text,
  annee_etude: text,
  regime_securite_sociale: text,
  statut_occupation_logement: text,
  mention_baccalaureat: text,
  boursier: claim,
  formation_sanitaire_social: claim,
  agence_travail_temporaire: claim,
  difficultes_acces_ou_frais_logement: claim,
  profiles: list,
  institutions: list,
}

const factsOfPerson = (person: Plain, remark: (why: string) => void): Facts => {
  const facts: Record<string, unknown> = {}
  for (const [name, fits] of Object.entries(kinds)) {
    const value = Object.hasOwn(person, name) ? person[name] : undefined
    if (value === undefined || value === null) continue
    if (fits(value)) facts[name] = value
    else remark(`"${name}" cannot be read and is taken for unknown`)
  }
  const { quotient_familial_month: month, quotient_familial_year: year } = facts
  if (year === undefined && typeof month === 'number') facts.quotient_familial_year = month * 12
  if (month === undefined && typeof year === 'number') facts.quotient_familial_month = year / 12
  return facts
}

const ownFacts = (given: Plain, remark: (why: string) => void): Facts => {
  const facts: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(given))
    if (isFactName(name)) facts[name] = value
    else remark(`"${name}" is not the name of a fact`)
  return facts
}

const idOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : Number.isSafeInteger(value) ? String(value) : undefined

/** @throws Error when the file holds no list of cases at all. One bad case among others is only remarked on. */
export const readCases = (file: unknown): CaseFile => {
  const given = Array.isArray(file) ? file : isPlain(file) ? file.cases : undefined
  if (!Array.isArray(given)) throw new Error('The cases file needs a list, or an object with "cases"')
  const named = isPlain(file) && list(file.computable) ? (file.computable as readonly string[]) : null
  const remarks: { case: string; why: string }[] = []
  const seen = new Set<string>()
  const cases = given.flatMap((one, index): readonly TriedCase[] => {
    const place = `#${index + 1}`
    const skip = (why: string): readonly TriedCase[] => {
      remarks.push({ case: place, why })
      return []
    }
    if (!isPlain(one)) return skip('is not an object and is left out')
    const person = isPlain(one.person) ? one.person : undefined
    const own = isPlain(one.facts) ? one.facts : undefined
    if (!person && !own) return skip('has neither "person" nor "facts" and is left out')
    const id = idOf(person && one.id === undefined ? person.id : one.id)
    if (id === undefined) return skip('has no id and is left out')
    if (seen.has(id)) return skip(`has the id of another ("${id}") and is left out`)
    seen.add(id)
    const remark = (why: string) => remarks.push({ case: id, why })
    if (one.today !== undefined && !readDay(one.today)) return skip('"today" is not a day (yyyy-MM-dd); it is left out')
    if (one.eligible !== undefined && one.eligible !== null && !list(one.eligible))
      remark('"eligible" is not a list of texts; nothing is compared')
    return [
      {
        id,
        today: typeof one.today === 'string' ? one.today : null,
        facts: person ? factsOfPerson(person, remark) : ownFacts(own ?? {}, remark),
        recorded: list(one.eligible) ? (one.eligible as readonly string[]) : null,
      },
    ]
  })
  return { cases, compared: named ? new Set(named) : null, remarks }
}
