/** How far a reader of the board sees: the areas of the permission, restricted cases by leave, inside the area looked at. */
import type { CommandWork } from './count.ts'
import type { Reach } from './store-cases.ts'

export const reachFor = (work: CommandWork, area: string | undefined, permission = 'board.read'): Reach => {
  const scope = work.scope(permission)
  // Whoever sees a whole area sees what its units led anyway.
  const isLed = permission === 'indicator.read' && !scope.everywhere && scope.areas.length === 0
  return {
    scope,
    restricted: work.scope('matter.readRestricted'),
    area: area ?? null,
    ...(isLed ? { isLed } : {}),
  }
}
