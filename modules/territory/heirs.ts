/** Which cells take over from one that ended 承接网格: by the ground they cover and by what stood there. Pure. */
import { overlap } from './boundary.ts'
import { pointInside, type Shape, sideOf, squareMetres } from './geometry.ts'

/** `into` is never empty: the first takes over where only one can. */
export type Succession = { readonly from: string; readonly into: readonly string[] }

/**
 * @param retired cells that ended, with the shape they had
 * @param after all cells that there are now
 * @param moved addresses and buildings that stood in another cell before
 * @returns cells that ended and have an heir; ground that belongs to nobody now is not inherited.
 */
export const successions = (
  retired: ReadonlyMap<string, Shape>,
  after: ReadonlyMap<string, Shape>,
  moved: readonly { readonly was: string; readonly cellCode: string | null }[],
): Succession[] =>
  [...retired].flatMap(([from, shape]) => {
    const inner = pointInside(shape)
    const weighed = [...after]
      .filter(([, other]) => overlap(shape, other))
      .map(([code, other]) => ({
        code,
        spots: moved.filter((one) => one.was === from && one.cellCode === code).length,
        isAtHeart: sideOf(other, inner.x, inner.y) >= 0,
        area: squareMetres(other),
      }))
      .sort(
        (a, b) =>
          b.spots - a.spots ||
          Number(b.isAtHeart) - Number(a.isAtHeart) ||
          b.area - a.area ||
          a.code.localeCompare(b.code),
      )
    return weighed.length === 0 ? [] : [{ from, into: weighed.map((one) => one.code) }]
  })
