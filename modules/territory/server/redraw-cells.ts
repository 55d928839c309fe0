/** A cell divided along a line, or several joined: new codes, the old ones end today and stay readable, what stood there moves. */
import { answer, type Work } from '@liren/kernel'
import { cellCode, levelOf } from '../areas.ts'
import type { ReadArea } from '../boundary.ts'
import { territory } from '../contract.ts'
import { cut, joined, withPoints } from '../cut.ts'
import { type Shape, squareMetres, toUnits } from '../geometry.ts'
import { type Atlas, atlasOf } from './atlas.ts'
import { takeBoundaries } from './import-boundaries.ts'
import { store } from './store.ts'

type AreaWork = Work<typeof territory>

/** The next serials of a community, never one that any cell had before. */
const freshCodes = async (work: AreaWork, community: string, count: number) => {
  const last = Number((await store(work.db).lastCell(community))?.slice(12) ?? 0)
  if (last + count > 999) throw work.refuse('no-code-left', { area: community })
  return Array.from({ length: count }, (_, n) => cellCode(community, last + n + 1))
}

const shapeOf = (work: AreaWork, atlas: Atlas, code: string, field: string): Shape => {
  const shape = atlas.shapes.get(code)
  if (!shape || levelOf(code) !== 'gridCell') throw work.refuse('unknown-area', { area: code }, field)
  work.must('boundary.import', { area: code })
  return shape
}

const made = (code: string, name: string | undefined, shape: Shape): ReadArea => ({
  code,
  name: name?.trim() || `第${Number(code.slice(12))}网格`,
  urbanRuralCode: null,
  scheme: null,
  schemeCode: null,
  shape,
})

const replied = (cells: readonly ReadArea[], { moved, retired }: { moved: number; retired: number }) => ({
  cells: cells.map(({ code, name, shape }) => ({ code, name, areaM2: Math.round(squareMetres(shape)) })),
  moved,
  retired,
})

export const divideCell = answer(territory, 'divideCell', async (work, { params, body }) => {
  const atlas = await atlasOf(work)
  const shape = shapeOf(work, atlas, params.code, 'code')
  const parts = cut(
    shape,
    body.line.map(({ lon, lat }) => [toUnits(lon), toUnits(lat)] as const),
  )
  if (typeof parts === 'string')
    throw work.refuse('cut-impossible', { fault: work.words(`territory.cut.${parts}`) }, 'line')
  const codes = await freshCodes(work, params.code.slice(0, 12), 2)
  const halves = parts.halves.map((half, n) => made(codes[n] ?? '', body.names?.[n], half))
  // The same ground with one more corner: only so do neighbours go on sharing their border to the centimetre.
  const neighbours = [...atlas.shapes].flatMap(([code, other]) => {
    if (code === params.code || levelOf(code) !== 'gridCell') return []
    const changed = withPoints(other, parts.inserted)
    return changed ? [made(code, atlas.areas.get(code)?.name, changed)] : []
  })
  const retired = new Set([params.code])
  return replied(halves, await takeBoundaries(work, atlas, [...halves, ...neighbours], retired, body.dryRun ?? false))
})

export const joinCells = answer(territory, 'joinCells', async (work, { body }) => {
  const atlas = await atlasOf(work)
  const codes = [...new Set(body.codes)]
  const [community = ''] = codes.map((code) => code.slice(0, 12))
  if (codes.length < 2 || codes.some((code) => !code.startsWith(community)))
    throw work.refuse('not-side-by-side', {}, 'codes')
  const whole = joined(codes.map((code) => shapeOf(work, atlas, code, 'codes')))
  if (!whole) throw work.refuse('not-side-by-side', {}, 'codes')
  const [code = ''] = await freshCodes(work, community, 1)
  const cell = made(code, body.name, whole)
  return replied([cell], await takeBoundaries(work, atlas, [cell], new Set(codes), body.dryRun ?? false))
})
