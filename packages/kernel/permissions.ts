/** Who may do what and where: default deny, roles within areas and units, compiled into SQL. */
import { type RawBuilder, sql } from 'kysely'
import { type Actor, areaPrefix, type Grant, isWithin, type Scope } from './actor.ts'
import type { Where } from './module.ts'

/** Permission → roles that hold it. */
export type RoleTable = ReadonlyMap<string, ReadonlySet<string>>

/**
 * Does one grant reach there? An area's grant covers the area and all below it. A unit's grant covers what the unit
 * holds; where only an area is asked about, it must lie in the grant's area too.
 */
const reaches = (grant: Grant, { area, unit }: Where): boolean => {
  const isAreaFine = area === undefined || area === null || isWithin(area, grant.area)
  if (grant.unitId === null)
    return unit === undefined || (area !== undefined && area !== null) ? isAreaFine : grant.area === ''
  return unit === undefined ? isAreaFine : unit === grant.unitId
}

/** Does the actor hold the permission, and does one of the grants that give it reach there? */
export const holds = (table: RoleTable, actor: Actor, permission: string, where: Where = {}): boolean => {
  if (actor.kind === 'system' || permission === 'anyone') return true
  if (permission === 'signed-in') return actor.kind === 'account'
  const roles = table.get(permission)
  return roles !== undefined && actor.grants.some((grant) => roles.has(grant.role) && reaches(grant, where))
}

/** How far the permission reaches for this actor. */
export const scopeOf = (table: RoleTable, actor: Actor, permission: string): Scope => {
  if (actor.kind === 'system') return { everywhere: true, areas: [], units: [] }
  const roles = table.get(permission) ?? new Set<string>()
  const grants = actor.grants.filter((grant) => roles.has(grant.role))
  const areas = new Set(grants.filter((grant) => grant.unitId === null).map((grant) => areaPrefix(grant.area)))
  const units = new Set(grants.flatMap((grant) => (grant.unitId === null ? [] : [grant.unitId])))
  return { everywhere: areas.has(''), areas: [...areas].filter((area) => area !== ''), units: [...units] }
}

/**
 * A scope as an SQL condition on columns (snake_case, may be qualified). What no column can express is denied.
 * @example selectFrom('matters').where(within(scope, { area: 'm.area_code', unit: 'm.holder_unit_id' }))
 */
export const within = (
  scope: Scope,
  columns: { readonly area?: string; readonly unit?: string },
): RawBuilder<boolean> => {
  if (scope.everywhere) return sql<boolean>`true`
  const ways: RawBuilder<boolean>[] = []
  if (columns.area && scope.areas.length > 0)
    ways.push(sql<boolean>`${sql.ref(columns.area)} like any(${scope.areas.map((area) => `${area}%`)})`)
  if (columns.unit && scope.units.length > 0)
    ways.push(sql<boolean>`${sql.ref(columns.unit)} = any(${[...scope.units]}::uuid[])`)
  return ways.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(ways, sql` or `)})`
}
