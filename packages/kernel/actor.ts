/** Who acts: an account with its grants, a guest, or the system; and what "within reach" means for each. */

/** One role held within an area (12-digit code; ancestors cover descendants) and, where given, only for one unit. */
export type Grant = { readonly role: string; readonly area: string; readonly unitId: string | null }

/**
 * Whoever is behind a request, a job or a listener. `id` is the account's UUID, null for a guest.
 * `onBehalfOf` is set in assisted use: the person for whom a staff member or relative acts.
 */
export type Actor = {
  readonly kind: 'account' | 'guest' | 'system'
  readonly id: string | null
  readonly name: string
  readonly personId: string | null
  readonly grants: readonly Grant[]
  readonly sessionId: string | null
  readonly onBehalfOf: { readonly personId: string; readonly authorityId: string } | null
  /** Minutes since the last proof of identity; export, bulk change and key change ask for a fresh one. */
  readonly provedAt: Date | null
}

/** Whose record an act is about: the actor's own, or in assisted use that of the person helped; null where there is none. */
export const ownPersonOf = ({ onBehalfOf, personId }: Pick<Actor, 'onBehalfOf' | 'personId'>): string | null =>
  onBehalfOf?.personId ?? personId

/** Where a permission reaches: everywhere, or these area prefixes and units. Compiled into SQL by `within`. */
export type Scope = {
  readonly everywhere: boolean
  readonly areas: readonly string[]
  readonly units: readonly string[]
}

/** Nobody in particular. Guests hold the role `guest` everywhere. */
export const guest: Actor = Object.freeze({
  kind: 'guest',
  id: null,
  name: 'guest',
  personId: null,
  grants: Object.freeze([Object.freeze({ role: 'guest', area: '', unitId: null })]),
  sessionId: null,
  onBehalfOf: null,
  provedAt: null,
})

/** The platform itself: jobs, listeners and the command line act as it. It may do everything its code asks for. */
export const system: Actor = Object.freeze({
  kind: 'system',
  id: null,
  name: 'system',
  personId: null,
  grants: Object.freeze([]),
  sessionId: null,
  onBehalfOf: null,
  provedAt: null,
})

/** An area code without its trailing zero groups: `440104001000` → `440104001`. Ancestor test = prefix. */
export const areaPrefix = (code: string): string => {
  if (code.length <= 6) return code.replace(/(00)+$/, '')
  const county = code.slice(0, 6)
  const groups = [code.slice(6, 9), code.slice(9, 12), code.slice(12)]
  while (groups.length > 0 && /^0*$/.test(groups.at(-1) ?? '')) groups.pop()
  return groups.length > 0 ? county + groups.join('') : areaPrefix(county)
}

/** Does an area (or grid cell) lie inside another? An empty outer code covers everything. */
export const isWithin = (inner: string, outer: string) => inner.startsWith(areaPrefix(outer))
