/** What changed among the cells of a board: a district has thousands of them, and a minute changes a handful. */
export type Cell = {
  readonly code: string
  readonly open: number
  readonly grade2: number
  readonly grade3: number
  readonly grade4: number
  readonly overdue: number
}
/** With `since`: only what differs from that version, emptied cells with nothing open. Without: all of them. */
export type CellAnswer = { readonly version: string; readonly since?: string; readonly cells: Cell[] }

const isSame = (one: Cell, other: Cell | undefined) =>
  other !== undefined &&
  one.open === other.open &&
  one.grade2 === other.grade2 &&
  one.grade3 === other.grade3 &&
  one.grade4 === other.grade4 &&
  one.overdue === other.overdue

/** What turns the old cells into the new ones. */
export const changedCells = (old: readonly Cell[], fresh: readonly Cell[]): Cell[] => {
  const before = new Map(old.map((cell) => [cell.code, cell]))
  const changed = fresh.filter((cell) => {
    const isKnown = isSame(cell, before.get(cell.code))
    before.delete(cell.code)
    return !isKnown
  })
  for (const code of before.keys()) changed.push({ code, open: 0, grade2: 0, grade3: 0, grade4: 0, overdue: 0 })
  return changed
}

/** News put over the cells a board knows; null where it was told against a version that is not the board's. */
export const withNews = <T extends CellAnswer>(known: T | undefined, told: T): T | null => {
  if (told.since === undefined) return told
  if (!known || told.since !== known.version) return null
  const { since: _, ...rest } = told
  const cells = new Map(known.cells.map((cell) => [cell.code, cell]))
  for (const cell of told.cells)
    if (cell.open > 0) cells.set(cell.code, cell)
    else cells.delete(cell.code)
  // Nothing but `since`, which may be missing, was taken from it.
  return { ...rest, cells: told.cells.length === 0 ? known.cells : [...cells.values()] } as T
}
