/** Which grid cell a point lies in: boxes in an R-tree first, then the exact test. Lives in memory; microseconds per question. */
import RBush from 'rbush'
import { type Box, boxOf, type Shape, sideOf, toUnits } from './geometry.ts'

export type Cell = { readonly code: string; readonly shape: Shape }
export type CellIndex = { readonly size: number; readonly find: (lon: number, lat: number) => string | null }

/**
 * The rule at borders: a point is taken to the nearest 10⁻⁷ degree (1 cm), and a point on a border that several cells
 * share belongs to the one with the smallest code. So every point of the covered area is in exactly one cell.
 */
export const indexCells = (cells: readonly Cell[]): CellIndex => {
  const tree = new RBush<Box & Cell>()
  tree.load(cells.map((cell) => ({ ...boxOf(cell.shape), code: cell.code, shape: cell.shape })))
  return {
    size: cells.length,
    find: (lon, lat) => {
      const x = toUnits(lon)
      const y = toUnits(lat)
      let found: string | null = null
      for (const cell of tree.search({ minX: x, minY: y, maxX: x, maxY: y }))
        if ((found === null || cell.code < found) && sideOf(cell.shape, x, y) >= 0) found = cell.code
      return found
    },
  }
}
