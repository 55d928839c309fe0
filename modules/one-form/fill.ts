/** 自动填报 Cells of a report from tallies and facts; what nobody can know is left for a person, what jumped is looked at. */
import type { Column, Source } from './report.ts'

export type Cell = number | string | null
export type AreaFacts = {
  readonly code: string
  readonly name: string
  readonly community: string
  readonly subdistrict: string
  readonly residents: number | null
  readonly households: number | null
}
export type FilledRow = { readonly areaCode: string; readonly cells: Readonly<Record<string, Cell>> }
/** Count columns with the same source are asked for once. */
export const countsOf = (columns: readonly Column[]): ReadonlyMap<string, Extract<Source, { from: 'count' }>> =>
  new Map(columns.flatMap(({ name, source }) => (source?.from === 'count' ? [[name, source] as const] : [])))

const round = (value: number) => Math.round(value * 1000) / 1000

/** `asked` are answers given before, by area and column. */
export const fillRow = (
  columns: readonly Column[],
  area: AreaFacts,
  tally: Readonly<Record<string, number>>,
  asked: Readonly<Record<string, Cell>>,
): Record<string, Cell> => {
  const cells: Record<string, Cell> = {}
  for (const { name, source } of columns) {
    if (source === null || source.from === 'asked') cells[name] = asked[name] ?? null
    else if (source.from === 'count') cells[name] = tally[name] ?? 0
    else if (source.from === 'area') cells[name] = area[source.fact]
  }
  // What is worked out comes after what it is worked out of.
  for (const { name, source } of columns) {
    if (source?.from === 'share') {
      const part = cells[source.part]
      const whole = cells[source.whole]
      cells[name] = typeof part === 'number' && typeof whole === 'number' && whole > 0 ? round(part / whole) : null
    }
    if (source?.from === 'sum') {
      const parts = source.of.map((one) => cells[one])
      cells[name] = parts.every((one) => typeof one === 'number')
        ? parts.reduce<number>((sum, one) => sum + Number(one), 0)
        : null
    }
  }
  return cells
}

const jump = 0.2
const smallest = 5

export type Exception = { readonly column: string; readonly why: 'empty' | 'jumped'; readonly before: Cell }

/** 例外 What a person looks at: an empty cell, or a number a fifth away from last time (of five at least). */
export const exceptionsOf = (
  columns: readonly Column[],
  cells: Readonly<Record<string, Cell>>,
  before: Readonly<Record<string, Cell>> | undefined,
): readonly Exception[] =>
  columns.flatMap(({ name, source }): Exception[] => {
    const value = cells[name] ?? null
    const last = before?.[name] ?? null
    if (value === null) return source?.from === 'share' ? [] : [{ column: name, why: 'empty' as const, before: last }]
    if (typeof value !== 'number' || typeof last !== 'number' || source?.from === 'share') return []
    const isFar = Math.abs(value - last) >= smallest && Math.abs(value - last) > Math.abs(last) * jump
    return isFar ? [{ column: name, why: 'jumped' as const, before: last }] : []
  })

export const filledShare = (columns: readonly Column[], rows: readonly FilledRow[]): number => {
  const cells = rows.length * columns.length
  const filled = rows.reduce(
    (sum, { cells: of }) => sum + columns.filter(({ name }) => (of[name] ?? null) !== null).length,
    0,
  )
  return cells === 0 ? 0 : filled / cells
}
