/** How far a reader of the board sees: the areas of the permission, restricted cases by leave, inside the area looked at. */
import { areaPrefix } from '@liren/kernel'
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

/**
 * Refuses whoever asks about an area of others by name; asking about more than one's own is answered with one's own.
 * @throws kernel/forbidden
 */
export const mustMeet = (work: CommandWork, area: string | undefined, permission = 'board.read'): void => {
  const { everywhere, areas } = work.scope(permission)
  if (area === undefined || everywhere) return
  const asked = areaPrefix(area.slice(0, 12))
  if (!areas.some((own) => asked.startsWith(own) || own.startsWith(asked))) work.must(permission, { area })
}
