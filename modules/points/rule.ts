/** Award rules 积分规则: which event of any module credits or costs whom how much, in versions that are public before they count. */
import { AreaCode, Nullable, On, type Static, type TSchema, Type } from '@liren/contract'
import { addDays } from './day.ts'

const field = Type.String({ pattern: '^[a-zA-Z][a-zA-Z0-9]{0,39}$' })
const amount = Type.Integer({ minimum: 1, maximum: 10_000 })

/**
 * One rule. `credit` names the field of the fact that holds a person or an account, or `reporterOf:<field>` for whoever reported
 * the matter in that field. Negative points are a deduction. `times` names a number by which the points are multiplied.
 */
export const RuleBody = Type.Object(
  {
    code: Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' }),
    name: Type.String({ minLength: 1, maxLength: 40 }),
    nameEn: Type.String({ minLength: 1, maxLength: 80 }),
    on: Type.String({ pattern: '^[a-z][a-z0-9-]*/[a-zA-Z][a-zA-Z0-9-]*$' }),
    credit: Type.String({ pattern: '^(reporterOf:)?[a-zA-Z][a-zA-Z0-9]{0,39}$' }),
    /** The other person of it, who may not be the same and must not always be the same. */
    with: Type.Optional(field),
    /** Where it counts: the field with the community's code; else the person's own community. */
    area: Type.Optional(field),
    when: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
    points: Type.Integer({ minimum: -1000, maximum: 1000 }),
    times: Type.Optional(field),
    perDay: Type.Optional(amount),
    perMonth: Type.Optional(amount),
    isOnce: Type.Optional(Type.Boolean()),
    /** The field of what it is about (a case): it is paid for that once, however often it is told again. */
    oncePer: Type.Optional(field),
    /** Fields whose photos and device are remembered by their fingerprint, so that the same proof does not pay twice. */
    photos: Type.Optional(field),
    device: Type.Optional(field),
    /** The field whose words say what it was for; else the rule's name does. */
    say: Type.Optional(field),
    /** Where its owner reads about it: a page of the phone, with a field of the fact in braces. */
    link: Type.Optional(Type.String({ maxLength: 80, pattern: '^/[a-z][a-z0-9/-]*(\\{[a-zA-Z]{1,39}\\})?$' })),
    /** Only in this area; everywhere when left out. A community's version of a code counts there instead of the district's. */
    within: Type.Optional(AreaCode),
  },
  { additionalProperties: false },
)
export type RuleBody = Static<typeof RuleBody>

/** A version as everybody reads it. */
export const RuleVersion = Type.Object({
  ...RuleBody.properties,
  version: Type.Integer(),
  publishedOn: On,
  effectiveOn: On,
  /** The first day on which it counts no more; null while it has no end. */
  endsOn: Nullable(On),
})
export type RuleVersion = Static<typeof RuleVersion>

/** Days a rule is public before it counts. */
export const noticeDays = 7
export const earliestEffect = (publishedOn: string): string => addDays(publishedOn, noticeDays)

type Placed = { readonly code: string; readonly within?: string }

/** An area's code without what its zeros leave open: `440104001000` → `440104001`. */
const reachOf = (within: string | undefined): string => (within ?? '').replace(/(000)+$/, '')
/** Does a rule for there (for everywhere where it is not said) count here? */
export const reachesTo = (within: string | undefined, area: string): boolean => area.startsWith(reachOf(within))

/** Of all versions the one of each code and area that counts on a day: the newest in effect, unless it has ended. */
export const inEffect = <
  V extends Placed & { readonly version: number; readonly effectiveOn: string; readonly endsOn: string | null },
>(
  versions: readonly V[],
  day: string,
): readonly V[] => {
  const newest = new Map<string, V>()
  for (const one of versions) {
    const lineage = `${one.code} ${one.within ?? ''}`
    if (one.effectiveOn <= day && one.version > (newest.get(lineage)?.version ?? 0)) newest.set(lineage, one)
  }
  return [...newest.values()].filter(({ endsOn }) => endsOn === null || day < endsOn)
}

/**
 * Of the rules in effect those that count in a place: of each code the version made for the nearest area around it. A version worth
 * nothing says that the rule does not count there.
 */
export const countingIn = <V extends Placed & { readonly points: number }>(
  effective: readonly V[],
  area: string,
): readonly V[] => {
  const nearest = new Map<string, V>()
  for (const one of effective) {
    const known = nearest.get(one.code)
    if (reachesTo(one.within, area) && reachOf(one.within).length >= reachOf(known?.within).length)
      nearest.set(one.code, one)
  }
  return [...nearest.values()].filter(({ points }) => points !== 0)
}

/** What a fact says it was for, in its own words; the rule's name where it says nothing. */
export const becauseOf = (
  { say, name, nameEn }: Pick<RuleBody, 'say' | 'name' | 'nameEn'>,
  fact: Readonly<Record<string, unknown>>,
): { readonly 'zh-CN': string; readonly en: string } => {
  const said = say ? fact[say] : null
  const isBoth = typeof said === 'object' && said !== null
  const { 'zh-CN': chinese, en } = isBoth ? (said as Record<string, unknown>) : { 'zh-CN': said, en: said }
  const short = (words: unknown) => (typeof words === 'string' ? words.trim().slice(0, 100) : '')
  return short(chinese) ? { 'zh-CN': short(chinese), en: short(en) || short(chinese) } : { 'zh-CN': name, en: nameEn }
}

/** The page about it; none where the fact does not name what the page is of. */
export const linkOf = ({ link }: Pick<RuleBody, 'link'>, fact: Readonly<Record<string, unknown>>): string | null => {
  if (!link) return null
  const [whole, name] = /\{(\w+)\}/.exec(link) ?? []
  if (!whole || !name) return link
  const value = fact[name]
  return typeof value === 'string' && /^[\w-]{1,64}$/.test(value) ? link.replace(whole, value) : null
}

/** Points one fact is worth before any cap; 0 where the number to multiply with is missing. */
export const worth = (
  { points, times }: Pick<RuleBody, 'points' | 'times'>,
  fact: Readonly<Record<string, unknown>>,
) => {
  if (!times) return points
  const by = fact[times]
  return typeof by === 'number' && Number.isFinite(by) && by > 0 ? Math.trunc(points * by) : 0
}

/** What a fact is about, for a rule that pays for that once; null where each fact counts by itself. */
export const aboutOf = ({ oncePer }: Pick<RuleBody, 'oncePer'>, fact: Readonly<Record<string, unknown>>) => {
  const about = oncePer ? fact[oncePer] : null
  return typeof about === 'string' || typeof about === 'number' ? String(about) : null
}

/** What a person already had from a rule: today, this month, ever. */
export type Had = { readonly today: number; readonly month: number; readonly ever: number }

/** What caps leave of it. Deductions are not capped: whoever breaks a rule twice pays twice. */
export const capped = (
  { perDay, perMonth, isOnce }: Pick<RuleBody, 'perDay' | 'perMonth' | 'isOnce'>,
  amount: number,
  had: Had,
): number => {
  if (amount <= 0) return amount
  if (isOnce && had.ever > 0) return 0
  return Math.max(
    0,
    Math.min(amount, (perDay ?? amount + had.today) - had.today, (perMonth ?? amount + had.month) - had.month),
  )
}

type FactKind = 'bool' | 'int' | 'double' | 'string' | 'list<string>' | 'map'

/** What a condition may ask of a fact: the fields its event declares, by type. */
export const factsOf = (shape: TSchema): Readonly<Record<string, FactKind>> => {
  const kindOf = (one: Record<string, unknown>): FactKind => {
    const some = (one.anyOf as Record<string, unknown>[] | undefined)?.find((part) => part.type !== 'null')
    if (some) return kindOf(some)
    if (one.type === 'boolean') return 'bool'
    if (one.type === 'integer') return 'int'
    if (one.type === 'number') return 'double'
    if (one.type === 'array') return 'list<string>'
    return one.type === 'object' ? 'map' : 'string'
  }
  const fields = (shape as { properties?: Record<string, Record<string, unknown>> }).properties ?? {}
  return Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, kindOf(one)]))
}
