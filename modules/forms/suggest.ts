/** Which held value a field asks for, told by its name: for editors who bind fields, and for forms that come with no binding. */
import { type Field, type FormDefinition, say } from './definition.ts'
import { isEmpty, type Leaf, leavesOf } from './outline.ts'
import { type Checked, checkValue } from './value.ts'

/** What different forms call the same thing. Keys are single words after splitting; values replace them. */
const sameWord: Readonly<Record<string, readonly string[]>> = {
  ...{ dob: ['birth'], born: ['birth'], birthday: ['birth'], birthdate: ['birth'] },
  ...{ ssn: ['identity'], id: ['identity'], idno: ['identity'], sex: ['gender'] },
  ...{ telephone: ['phone'], tel: ['phone'], cell: ['mobile', 'phone'], mobile: ['mobile', 'phone'] },
  ...{ given: ['first'], forename: ['first'], family: ['last'], surname: ['last'], lastname: ['name', 'last'] },
  ...{ firstname: ['name', 'first'], middlename: ['name', 'middle'], fullname: ['name'], mail: ['email'] },
  ...{ zip: ['postal'], postcode: ['postal'], zipcode: ['postal'], residence: ['address'], line: ['street'] },
  ...{ street1: ['street'], address1: ['address', 'street'], line1: ['street'], line2: ['street2'], town: ['city'] },
  ...{ province: ['state'], marriage: ['marital'], partner: ['spouse'], husband: ['spouse'], wife: ['spouse'] },
  ...{ children: ['child'], kids: ['child'], kid: ['child'], dependents: ['child'], dependent: ['child'] },
  ...{ organisation: ['organization'], employer: ['employment'], occupation: ['job'], members: ['member'] },
}
/** Words that say who fills in, or nothing. */
const silent = new Set([
  ...['applicant', 'veteran', 'person', 'resident', 'self', 'my', 'your', 'own', 'user', 'identity_information'],
  ...[
    'full',
    'date',
    'of',
    'on',
    'number',
    'no',
    'code',
    'information',
    'info',
    'details',
    'the',
    'a',
    'view',
    'contact',
  ],
  ...['information', 'is', 'has', 'value', 'current', 'social', 'security', 'record', 'profile', 'share', 'register'],
])
/** Left out only when nothing more exact is held: a home address is the address where there is no other. */
const loose = new Set(['home', 'mailing', 'permanent', 'primary', 'main', 'residential', 'postal-address'])

const split = (path: string): readonly string[] =>
  path
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '')

/** The things a path speaks of, in no order; the number of a person's identity is not any number. */
const conceptOf = (path: string, isLoose: boolean): string => {
  const words = split(path)
  const isIdentity = words.some((word, at) => word === 'social' && words[at + 1] === 'security')
  const found = new Set(
    words
      .flatMap((word) => sameWord[word] ?? [word])
      .filter((word) => !silent.has(word) && !(isLoose && loose.has(word))),
  )
  if (isIdentity) found.add('identity')
  return [...found].sort().join(' ')
}

/** Paths of everything in a record; lists count once, whatever is in them. */
export const flatten = (record: unknown, before = ''): ReadonlyMap<string, unknown> => {
  const found = new Map<string, unknown>()
  const visit = (value: unknown, path: string, depth: number) => {
    if (depth > 12 || found.size > 10_000) return
    if (Array.isArray(value)) for (const one of value.slice(0, 200)) visit(one, path, depth + 1)
    else if (typeof value === 'object' && value !== null)
      for (const [key, one] of Object.entries(value)) visit(one, path === '' ? key : `${path}.${key}`, depth + 1)
    else if (!isEmpty(value) && !found.has(path)) found.set(path, value)
  }
  visit(record, before, 0)
  return found
}

/** The record's way of writing, as the field wants it: `female` for `F`, digits for a dashed number. */
const fitted = (field: Field, value: unknown, today: string): Checked => {
  const asIs = checkValue(field, value, today)
  if (asIs.fault === undefined || typeof value !== 'string') return asIs
  if (field.enum) {
    const near = field.enum.filter(
      (one) =>
        typeof one === 'string' &&
        one !== '' &&
        [one, value].some((a) => [one, value].every((b) => b.toLowerCase().startsWith(a.toLowerCase()))),
    )
    return near.length === 1 && near[0] !== undefined ? { value: near[0] } : asIs
  }
  return checkValue(field, value.replace(/[^\p{L}\p{N}]/gu, ''), today)
}

export type Match = { readonly path: string; readonly key: string; readonly value: string | number | boolean }

/** What a record fills of a form: by the field's binding, else where name and field speak of the same thing. */
export const matchRecord = (definition: FormDefinition, record: unknown, today: string): readonly Match[] => {
  const held = flatten(record)
  const byConcept = (isLoose: boolean) => {
    const map = new Map<string, string>()
    for (const key of held.keys()) {
      const concept = conceptOf(key, isLoose)
      if (concept !== '' && !map.has(concept)) map.set(concept, key)
    }
    return map
  }
  const [exact, near] = [byConcept(false), byConcept(true)]
  const keyFor = ({ path, field, within }: Leaf) => {
    const list = within.findLast(({ repeat, from }) => repeat && from)
    const bound = list?.from ? `${list.from}.${field.from ?? field.key}` : field.from
    if (bound !== undefined) return held.has(bound) ? bound : undefined
    if (held.has(path)) return path
    return exact.get(conceptOf(path, false)) ?? near.get(conceptOf(path, true))
  }
  return leavesOf(definition).flatMap((leaf) => {
    if (leaf.field.derive !== undefined) return []
    const key = keyFor(leaf)
    if (key === undefined) return []
    const checked = fitted(leaf.field, held.get(key), today)
    return checked.fault === undefined ? [{ path: leaf.path, key, value: checked.value }] : []
  })
}

export type Word = { readonly key: string; readonly name: { readonly zh: string; readonly en: string } }

/** Dictionary keys a field may be meant for, likeliest first: the same name, then the same things spoken of. */
export const suggestKeys = (field: Pick<Field, 'key' | 'label'>, dictionary: readonly Word[]): readonly string[] => {
  const labels = [say(field.label, 'zh-CN'), say(field.label, 'en')].map((one) => one.trim().toLowerCase())
  const concept = conceptOf(field.key, true)
  const rank = ({ key, name }: Word) =>
    labels.includes(name.zh.toLowerCase()) || labels.includes(name.en.toLowerCase())
      ? 2
      : concept !== '' && (conceptOf(key, true) === concept || conceptOf(name.en, true) === concept)
        ? 1
        : 0
  return dictionary
    .map((word) => ({ key: word.key, rank: rank(word) }))
    .filter((one) => one.rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .slice(0, 5)
    .map(({ key }) => key)
}
