/** What code behind the door of this module works with, and how far a right reaches as prefixes of area codes. */
import { areaPrefix, type Work } from '@liren/kernel'
import type { oneForm } from '../contract.ts'

export type Deed = Work<typeof oneForm>
/** The kernel seeds with a work of this very module; only the type cannot say so. */
export const asDeed = (work: Work): Deed => work as unknown as Deed

export { dayOf } from '@liren/contract/day'

export const reach = (work: Deed, permission: string, area?: string | null): readonly string[] => {
  const scope = work.scope(permission)
  const prefixes = scope.everywhere ? [''] : scope.areas
  if (!area) return prefixes
  const asked = areaPrefix(area)
  return prefixes.flatMap((prefix) => (asked.startsWith(prefix) ? [asked] : prefix.startsWith(asked) ? [prefix] : []))
}
