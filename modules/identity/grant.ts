/** Who may give which role, what two administrators must agree on, and which roles shut each other out (三员分立). */
import type { Role } from './contract.ts'

/** System, security and audit administrator: never two of them in one hand. */
export const administratorRoles = ['systemAdmin', 'securityAdmin', 'auditAdmin'] as const satisfies readonly Role[]

const isAdministrator = (role: string) => administratorRoles.some((one) => one === role)

/** Roles that cannot be held beside `role`. */
export const excludes = (role: Role): readonly Role[] =>
  isAdministrator(role) ? administratorRoles.filter((one) => one !== role) : []

/** Which of the roles already held stand against a new one. */
export const conflicts = (held: readonly string[], role: Role): readonly Role[] =>
  excludes(role).filter((one) => held.includes(one))

/** A role where it is held; `area` is a 12-digit code, its ancestors cover it. */
export type Hold = { readonly role: string; readonly area: string }
type Wanted = { readonly role: Role; readonly area: string }

const trimmed = (code: string) => code.replace(/(000)+$/, '').replace(/(00)+$/, '')
const covers = (outer: string, inner: string) => inner.startsWith(trimmed(outer))
const coversStrictly = (outer: string, inner: string) => covers(outer, inner) && trimmed(outer) !== trimmed(inner)

/** Roles that only the district's own administrators give: they reach into data, rules or other administrators. */
const districtOnly: readonly string[] = [...administratorRoles, 'dataSteward', 'supervisor', 'dutyLeader']

/** May one who holds these roles have a say about this role in this area? */
export const mayAdminister = (holds: readonly Hold[], { role, area }: Wanted): boolean =>
  role !== 'guest' &&
  holds.some((hold) => {
    if (hold.role === 'systemAdmin' || hold.role === 'securityAdmin') return covers(hold.area, area)
    if (hold.role !== 'communityAdmin' || districtOnly.includes(role)) return false
    // A street appoints its communities' administrators; a community does not appoint its own.
    return role === 'communityAdmin' ? coversStrictly(hold.area, area) : covers(hold.area, area)
  })

type Side = { readonly accountId: string; readonly holds: readonly Hold[] }

/**
 * May this administrator settle what another one asked? Two people, neither of them the one who gains;
 * and for the three administrators themselves, one hand of system and one of security.
 */
export const mayDecide = (
  decider: Side,
  request: Wanted & { readonly accountId: string; readonly askedBy: Side },
): 'yes' | 'same-administrator' | 'role-out-of-reach' => {
  if (decider.accountId === request.askedBy.accountId || decider.accountId === request.accountId)
    return 'same-administrator'
  if (!mayAdminister(decider.holds, request)) return 'role-out-of-reach'
  if (!isAdministrator(request.role)) return 'yes'
  const holdsRole = (side: Side, role: Role) => side.holds.some((hold) => hold.role === role)
  const isPair =
    (holdsRole(decider, 'securityAdmin') && holdsRole(request.askedBy, 'systemAdmin')) ||
    (holdsRole(decider, 'systemAdmin') && holdsRole(request.askedBy, 'securityAdmin'))
  return isPair ? 'yes' : 'role-out-of-reach'
}

/** Roles that may be lent to a colleague while away: never the three, whose separation a loan would undo. */
export const lendable = (roles: readonly string[]) =>
  roles.filter((role) => !isAdministrator(role) && role !== 'guest' && role !== 'resident' && role !== 'merchant')

export const longestAbsenceDays = 60

/** Is this a window in which one may be away: it ends later than it starts, in the future, and not in months? */
export const isAbsence = (fromAt: Date, untilAt: Date, now: Date) =>
  untilAt > fromAt && untilAt > now && untilAt.getTime() - fromAt.getTime() <= longestAbsenceDays * 86_400_000
