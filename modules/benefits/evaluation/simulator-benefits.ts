/**
 * Turns benefits as the simulator «aides-jeunes» publishes them (general conditions, and profiles with conditions of their own)
 * into rules. What cannot be said exactly is refused by name: nothing is guessed, nothing is left out silently.
 */
import type { Condition, FactCondition, Scalar } from '../rules/condition.ts'
import { isPlain, type Plain } from '../rules/read-condition.ts'
import type { Rule } from '../rules/rule.ts'

/** A benefit as a rule, or why not. `needs` are facts a case of the simulator does not always carry. */
export type Adapted = { readonly rule: Rule; readonly needs: readonly string[] } | { readonly why: string }

class CannotSay extends Error {}
const refuse = (why: string): never => {
  throw new CannotSay(why)
}

const operators: Readonly<Record<string, FactCondition['comparison']>> = {
  '<': 'lt',
  '<=': 'lte',
  '=': 'eq',
  '!=': 'ne',
  '>=': 'gte',
  '>': 'gt',
  in: 'in',
}
const codes = {
  region: /^\d{2}$/,
  departement: /^(\d{2,3}|2[AB]|\d{2}[A-Z])$/,
  commune: /^\d[\dAB]\d{3}$/,
  epci: /^\d{9}$/,
  word: /^[a-z][a-z0-9_]*$/,
}
type Code = keyof typeof codes

const known = (condition: Plain, type: string, ...keys: readonly string[]) => {
  for (const key of Object.keys(condition))
    if (key !== 'type' && !keys.includes(key)) refuse(`condition "${type}" has an unknown property "${key}"`)
}
const compare = (
  fact: string,
  comparison: FactCondition['comparison'],
  operand: FactCondition['operand'],
): Condition => ({
  kind: 'fact',
  fact,
  comparison,
  operand,
})

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

const operatorOf = (condition: Plain, type: string): FactCondition['comparison'] => {
  const { operator } = condition
  const found = typeof operator === 'string' && Object.hasOwn(operators, operator) ? operators[operator] : undefined
  return found ?? refuse(`condition "${type}" has an unknown operator ${JSON.stringify(operator) ?? '(none)'}`)
}

const numberCompared = (condition: Plain, type: string, fact: string): Condition => {
  const comparison = operatorOf(condition, type)
  const { value } = condition
  if (comparison !== 'in')
    return isNumber(value)
      ? compare(fact, comparison, value)
      : refuse(`condition "${type}" has a value that is not a number: ${JSON.stringify(value) ?? '(none)'}`)
  return Array.isArray(value) && value.length > 0 && value.every(isNumber)
    ? compare(fact, 'in', value as readonly Scalar[])
    : refuse(`condition "${type}" with "in" needs a list of numbers`)
}

const listOf = (condition: Plain, type: string, key: string, code: Code): readonly string[] => {
  const list = condition[key]
  if (!Array.isArray(list) || list.length === 0) return refuse(`condition "${type}" needs a list under "${key}"`)
  const wrong = list.find((one) => typeof one !== 'string' || !codes[code].test(one))
  return wrong === undefined
    ? list
    : refuse(`condition "${type}" has a value that is no ${code}: ${JSON.stringify(wrong)}`)
}

/** One of `values` or `includes`, none of `excludes`. */
const listed = (condition: Plain, type: string, fact: string, code: Code): Condition => {
  known(condition, type, 'values', 'includes', 'excludes')
  if (Object.hasOwn(condition, 'values') && Object.hasOwn(condition, 'includes'))
    refuse(`condition "${type}" has both "values" and "includes"`)
  const parts = ['values', 'includes', 'excludes'].flatMap((key): readonly Condition[] =>
    Object.hasOwn(condition, key)
      ? [compare(fact, key === 'excludes' ? 'notIn' : 'in', listOf(condition, type, key, code))]
      : [],
  )
  if (parts.length === 0) refuse(`condition "${type}" has no list of values`)
  return { kind: 'all', of: parts }
}

const claim = (condition: Plain, type: string, fact: string): Condition => {
  known(condition, type, 'value')
  const { value = true } = condition
  return typeof value === 'boolean'
    ? compare(fact, 'eq', value)
    : refuse(`condition "${type}" has a value that is neither true nor false: ${JSON.stringify(value)}`)
}

/** The family quotient is known by month or by year; a year has twelve months. */
const familyQuotient = (condition: Plain, type: string): Condition => {
  known(condition, type, 'operator', 'value', 'period')
  const { period } = condition
  if (period !== 'month' && period !== 'year')
    refuse(`condition "${type}" has an unknown period ${JSON.stringify(period) ?? '(none)'}`)
  return numberCompared(condition, type, period === 'year' ? 'quotient_familial_year' : 'quotient_familial_month')
}

type Read = (condition: Plain, type: string) => Condition
const number =
  (fact: string): Read =>
  (condition, type) => {
    known(condition, type, 'operator', 'value')
    return numberCompared(condition, type, fact)
  }

const usual: Readonly<Record<string, Read>> = {
  age: number('age'),
  quotient_familial: familyQuotient,
  regions: (one, type) => listed(one, type, 'region', 'region'),
  departements: (one, type) => listed(one, type, 'departement', 'departement'),
  communes: (one, type) => listed(one, type, 'commune', 'commune'),
  annee_etude: (one, type) => listed(one, type, 'annee_etude', 'word'),
  boursier: (one, type) => claim(one, type, 'boursier'),
}
/** Sayable, but only of use where cases carry the fact. */
const rare: Readonly<Record<string, { readonly fact: string; readonly read: Read }>> = {
  epcis: { fact: 'epci', read: (one, type) => listed(one, type, 'epci', 'epci') },
  excluded_epcis: {
    fact: 'epci',
    read: (one, type) => {
      known(one, type, 'values')
      return compare('epci', 'notIn', listOf(one, type, 'values', 'epci'))
    },
  },
  regime_securite_sociale: {
    fact: 'regime_securite_sociale',
    read: (one, type) => listed(one, type, 'regime_securite_sociale', 'word'),
  },
  statut_occupation_logement: {
    fact: 'statut_occupation_logement',
    read: (one, type) => listed(one, type, 'statut_occupation_logement', 'word'),
  },
  mention_baccalaureat: {
    fact: 'mention_baccalaureat',
    read: (one, type) => listed(one, type, 'mention_baccalaureat', 'word'),
  },
  taux_incapacite: { fact: 'taux_incapacite', read: number('taux_incapacite') },
  formation_sanitaire_social: {
    fact: 'formation_sanitaire_social',
    read: (one, type) => claim(one, type, 'formation_sanitaire_social'),
  },
  agence_travail_temporaire: {
    fact: 'agence_travail_temporaire',
    read: (one, type) => claim(one, type, 'agence_travail_temporaire'),
  },
  difficultes_acces_ou_frais_logement: {
    fact: 'difficultes_acces_ou_frais_logement',
    read: (one, type) => claim(one, type, 'difficultes_acces_ou_frais_logement'),
  },
}

type Reading = { readonly needs: Set<string>; readonly institution: string }

const readOne = (value: unknown, reading: Reading): Condition => {
  if (!isPlain(value)) return refuse('a condition is not an object')
  const { type } = value
  if (typeof type !== 'string') return refuse('a condition has no type')
  if (Object.hasOwn(usual, type) && usual[type]) return usual[type](value, type)
  // Whoever lives in the territory of the body that pays; a case says of which bodies that is true.
  if (type === 'attached_to_institution') {
    known(value, type)
    if (reading.institution === '') return refuse(`condition "${type}" without an institution`)
    reading.needs.add('institutions')
    return compare('institutions', 'has', reading.institution)
  }
  const found = Object.hasOwn(rare, type) ? rare[type] : undefined
  if (!found) return refuse(`condition type "${type}" is not known`)
  reading.needs.add(found.fact)
  return found.read(value, type)
}

const readList = (value: unknown, where: string, reading: Reading): readonly Condition[] => {
  if (value === null || value === undefined) return []
  return Array.isArray(value) ? value.map((one) => readOne(one, reading)) : refuse(`"${where}" is not a list`)
}

/** Somebody fits a profile who has it and meets its own conditions. */
const readProfile = (value: unknown, reading: Reading): Condition => {
  if (!isPlain(value)) return refuse('a profile is not an object')
  for (const key of Object.keys(value))
    if (key !== 'type' && key !== 'conditions') refuse(`a profile has an unknown property "${key}"`)
  const { type } = value
  if (typeof type !== 'string' || !codes.word.test(type)) return refuse('a profile has no type')
  return {
    kind: 'all',
    of: [compare('profiles', 'has', type), ...readList(value.conditions, 'conditions', reading)],
  }
}

/** What describes a benefit and decides nothing. Anything else that has a structure might decide: then the rule is refused. */
const descriptive = new Set(['slug', 'conditions', 'conditions_generales', 'profils', 'institution'])

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

export const isSimulatorBenefit = (value: Plain): boolean =>
  Object.hasOwn(value, 'conditions_generales') || Object.hasOwn(value, 'profils')

export const adaptBenefit = (benefit: Plain): Adapted => {
  const { slug, label } = benefit
  if (typeof slug !== 'string' || slug === '') return { why: 'has no slug' }
  const institution = typeof benefit.institution === 'string' ? benefit.institution : ''
  const reading: Reading = { needs: new Set(), institution }
  try {
    for (const [key, value] of Object.entries(benefit))
      if (!descriptive.has(key) && typeof value === 'object' && value !== null) refuse(`property "${key}" is not known`)
    if (!Object.hasOwn(benefit, 'conditions_generales')) refuse('"conditions_generales" is missing')
    const general = readList(benefit.conditions_generales, 'conditions_generales', reading)
    const { profils } = benefit
    if (profils !== null && profils !== undefined && !Array.isArray(profils)) refuse('"profils" is not a list')
    const profiles = (Array.isArray(profils) ? profils : []).map((one) => readProfile(one, reading))
    const title = typeof label === 'string' && label !== '' ? label : slug
    return {
      needs: [...reading.needs],
      rule: {
        id: slug,
        version: 1,
        item: title,
        serviceItem: null,
        subject: 'person',
        guard: null,
        isQuiet: false,
        isEmploymentHelp: false,
        title: { 'zh-CN': title, en: title },
        basis: institution === '' ? slug : institution,
        mode: 'remind',
        validFrom: null,
        validUntil: null,
        when: profiles.length === 0 ? general : [...general, { kind: 'any', of: profiles }],
        facts: {},
        examples: [],
        alsoAsked: texts(benefit.conditions),
      },
    }
  } catch (error) {
    if (error instanceof CannotSay) return { why: error.message }
    throw error
  }
}
