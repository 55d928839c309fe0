/** How far a reader's right reaches over the register, as prefixes of area codes: `''` is everywhere, none is nowhere. */
import { areaPrefix, type Work } from '@liren/kernel'
import { type RawBuilder, sql } from 'kysely'

type Reader = Pick<Work, 'scope'>

/** The part of a permission's reach that lies in the area asked for. */
export const reach = (work: Reader, permission: string, area?: string | null): readonly string[] => {
  const scope = work.scope(permission)
  const prefixes = scope.everywhere ? [''] : scope.areas
  if (!area) return prefixes
  const asked = areaPrefix(area)
  return prefixes.flatMap((prefix) => (asked.startsWith(prefix) ? [asked] : prefix.startsWith(asked) ? [prefix] : []))
}

/** Somebody without an area (not yet settled anywhere) is seen only by those who see everything. */
export const isInReach = (work: Reader, permission: string, area: string | null) =>
  reach(work, permission).some((prefix) => prefix === '' || area?.startsWith(prefix))

/** Ranges rather than LIKE: they use the index whatever the parameters. `column` is one of our own names. */
export const inReach = (prefixes: readonly string[], column: string): RawBuilder<boolean> => {
  if (prefixes.includes('')) return sql<boolean>`true`
  if (prefixes.length === 0) return sql<boolean>`false`
  const ranges = prefixes.map(
    (prefix) => sql<boolean>`(${sql.ref(column)} >= ${prefix} and ${sql.ref(column)} < ${`${prefix}:`})`,
  )
  return sql<boolean>`(${sql.join(ranges, sql` or `)})`
}
