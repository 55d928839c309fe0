/** 决定入库 What an approval writes into registers and the value store, and what whoever decides has to settle for it. */
import { type Static, Type } from '@liren/contract'
import { type DeclaredFacts, expressionFault, type FactType } from '@liren/contract/rules'

const closed = { additionalProperties: false } as const
const text = (most: number) => Type.String({ minLength: 1, maxLength: most })
const Both = Type.Object({ zh: text(60), en: text(80) }, closed)
/** CEL over the answers, over what was `settled`, and over the decision: `decidedOn`, `validUntil` (days as text). */
const Expression = text(400)

/** 决定时写明 A fact no applicant can state: the grade an assessment found, the code a register gave out. */
export type Settle = Static<typeof Settle>
export const Settle = Type.Object(
  {
    key: Type.String({ pattern: '^[a-z][A-Za-z0-9]*$' }),
    label: Both,
    /** Without a code set: text. */
    codes: Type.Optional(Type.Record(Type.String(), Both)),
    format: Type.Optional(Type.Enum(['date', 'creditCode', 'integer'])),
    isOptional: Type.Optional(Type.Boolean()),
  },
  closed,
)

/** `members`: everybody of the applicant's household; `tenants`: whoever a lease brought into the register. */
export const tellAbout = ['applicant', 'members', 'household', 'dwelling', 'child', 'tenants', 'firm'] as const
/** One value told under a key of the dictionary. What cannot be reckoned from the answers is not told. */
export type Tell = Static<typeof Tell>
export const Tell = Type.Object(
  {
    key: text(120),
    about: Type.Optional(Type.Enum([...tellAbout])),
    value: Expression,
    when: Type.Optional(Expression),
    /** Only where the applicant typed it: `value` is a place in the answers. */
    ifTyped: Type.Optional(Type.Boolean()),
  },
  closed,
)

export type Effects = Static<typeof Effects>
export const Effects = Type.Object(
  {
    settles: Type.Optional(Type.Array(Settle, { maxItems: 8 })),
    tells: Type.Optional(Type.Array(Tell, { maxItems: 20 })),
    /** A child found by its number, entered where it is not known. */
    child: Type.Optional(Type.Object({ name: Expression, idNumber: Expression }, closed)),
    /** A firm is entered; whoever applied is its legal person. */
    firm: Type.Optional(Type.Object({ name: Expression, creditCode: Expression, address: Expression }, closed)),
    /** The list of who lives together, by number; nobody is struck out for not being named. */
    household: Type.Optional(Type.Object({ members: Expression, when: Type.Optional(Expression) }, closed)),
    /** Tenants move into the dwelling the applicant owns. */
    tenancy: Type.Optional(Type.Object({ tenants: Expression, sinceOn: Expression }, closed)),
    /** The applicant lives at an address of the register. */
    home: Type.Optional(Type.Object({ address: Expression, tie: Expression, sinceOn: Expression }, closed)),
  },
  closed,
)

const typeOf = (value: unknown): FactType | null => {
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'double'
  if (typeof value === 'string') return 'string'
  if (Array.isArray(value)) return value.some((one) => typeof one === 'object') ? 'list<map>' : 'list<string>'
  return typeof value === 'object' && value !== null ? 'map' : null
}

const isName = (key: string) => /^[A-Za-z]\w*$/.test(key)

/** What is known when a decision takes effect, as facts of CEL: what nobody answered is not declared, and so not known. */
export const declaredBy = (known: Readonly<Record<string, unknown>>): DeclaredFacts =>
  Object.fromEntries(
    Object.entries(known).flatMap(([key, value]) => {
      const type = isName(key) ? typeOf(value) : null
      return type === null ? [] : [[key, { type, personal: true }] as const]
    }),
  )

const expressionsOf = (effects: Effects): readonly string[] => [
  ...(effects.tells ?? []).flatMap(({ value, when }) => [value, ...(when ? [when] : [])]),
  ...[effects.child, effects.firm, effects.household, effects.tenancy, effects.home].flatMap((one) =>
    Object.values(one ?? {}).filter((source): source is string => typeof source === 'string'),
  ),
]

/** What is wrong with the effects of an item, by code. What a form does not ask is simply not known when a decision takes effect. */
export const effectFaults = (effects: Effects): readonly string[] => {
  const faults: string[] = []
  const settled = (effects.settles ?? []).map(({ key }) => key)
  if (new Set(settled).size < settled.length) faults.push('key-twice')
  for (const source of expressionsOf(effects)) {
    // Types are those of the day: only what cannot be read at all is a fault.
    const fault = expressionFault(source, {})
    if (fault?.code === 'syntax' || fault?.code === 'too-deep') faults.push(`rule-${fault.code}`)
    for (const [, key = ''] of source.matchAll(/\bsettled\.(\w+)/g))
      if (!settled.includes(key)) faults.push('not-settled')
  }
  return faults
}
