/** Takes boundaries from GeoJSON: all features or none; the first faulty one is named. Higher areas follow from their cells. */
import { dayOf } from '@liren/contract/day'
import { answer, uuidv7, type Work } from '@liren/kernel'
import RBush from 'rbush'
import { isInside, levelOf, parentOf } from '../areas.ts'
import { type BoundaryFault, overlap, propertyOf, type ReadArea, readFeatures } from '../boundary.ts'
import { territory } from '../contract.ts'
import { type Box, boxOf, pointInside, type Shape, squareMetres, toDegrees } from '../geometry.ts'
import { successions } from '../heirs.ts'
import { indexCells } from '../point-in-cell.ts'
import { dissolve } from '../topology.ts'
import { type Atlas, atlasOf, forgetAtlas } from './atlas.ts'
import { type AreaRow, store } from './store.ts'
import { bulk } from './store-bulk.ts'

/** The first pair of cells that cover common ground, at least one of them new. */
const firstOverlap = (cells: readonly ReadArea[], atlas: Atlas, retired: ReadonlySet<string>) => {
  const changed = new Set([...cells.map((cell) => cell.code), ...retired])
  const tree = new RBush<Box & { code: string; shape: Shape }>()
  for (const [code, shape] of atlas.shapes)
    if (levelOf(code) === 'gridCell' && !changed.has(code)) tree.insert({ ...boxOf(shape), code, shape })
  for (const { code, shape } of cells) {
    const box = boxOf(shape)
    const other = tree.search(box).find((one) => overlap(shape, one.shape))
    if (other) return { code, other: other.code }
    tree.insert({ ...box, code, shape })
  }
  return null
}

const shapesAfter = (read: readonly ReadArea[], atlas: Atlas, retired: ReadonlySet<string>) => {
  const shapes = new Map([...atlas.shapes, ...read.map((one) => [one.code, one.shape] as const)])
  for (const code of retired) shapes.delete(code)
  return shapes
}

/** What stood in a cell that changed or ended, and now lies in another one; null as cell where it lies in none. */
const strays = async (work: AreaWork, fresh: readonly ReadArea[], atlas: Atlas, retired: ReadonlySet<string>) => {
  const cells = fresh.filter((one) => levelOf(one.code) === 'gridCell')
  if (cells.length + retired.size === 0) return []
  const frame = boxOf(cells.flatMap((one) => one.shape))
  const spots = await store(work.db).spotsAround([...cells.map((one) => one.code), ...retired], {
    west: toDegrees(Number.isFinite(frame.minX) ? frame.minX : 0),
    south: toDegrees(Number.isFinite(frame.minY) ? frame.minY : 0),
    east: toDegrees(Number.isFinite(frame.maxX) ? frame.maxX : 0),
    north: toDegrees(Number.isFinite(frame.maxY) ? frame.maxY : 0),
  })
  const shapes = [...shapesAfter(fresh, atlas, retired)]
  const index = indexCells(shapes.flatMap(([code, shape]) => (levelOf(code) === 'gridCell' ? [{ code, shape }] : [])))
  return spots
    .map(({ id, lon, lat, cellCode }) => ({ id, was: cellCode, cellCode: index.find(lon, lat) }))
    .filter((one) => one.cellCode !== one.was)
}

/** Unions for the ancestors whose cells changed and that were not drawn themselves. */
const grown = (read: readonly ReadArea[], atlas: Atlas, retired: ReadonlySet<string>) => {
  const shapes = shapesAfter(read, atlas, retired)
  const drawn = new Set(read.map((one) => one.code))
  const unions: { code: string; shape: Shape }[] = []
  for (const level of ['gridCell', 'community', 'subdistrict'] as const) {
    const touched = new Set(
      [...drawn, ...retired].flatMap((code) => (levelOf(code) === level ? (parentOf(code) ?? []) : [])),
    )
    for (const parent of touched) {
      if (drawn.has(parent)) continue
      const parts = [...shapes].filter(([code]) => levelOf(code) === level && isInside(code, parent))
      const shape = dissolve(parts.map(([, part]) => part))
      shapes.set(parent, shape)
      drawn.add(parent)
      unions.push({ code: parent, shape })
    }
  }
  return unions
}

const measured = (shape: Shape) => {
  const inner = pointInside(shape)
  return {
    shape,
    centreLon: toDegrees(inner.x),
    centreLat: toDegrees(inner.y),
    areaM2: Math.round(squareMetres(shape)),
  }
}

type AreaWork = Work<typeof territory>

/** Cells that ended, and who takes over from them: one fact for each community. */
const tellHeirs = (
  work: AreaWork,
  atlas: Atlas,
  fresh: readonly ReadArea[],
  retired: ReadonlySet<string>,
  stray: Awaited<ReturnType<typeof strays>>,
) => {
  const isCell = ([code]: readonly [string, Shape]) => levelOf(code) === 'gridCell'
  const ended = new Map([...atlas.shapes].filter(([code]) => retired.has(code)).filter(isCell))
  const cells = successions(ended, new Map([...shapesAfter(fresh, atlas, retired)].filter(isCell)), stray)
  for (const [communityCode, mine] of Map.groupBy(cells, ({ from }) => from.slice(0, 12)))
    work.emit('redrawn', { communityCode, cells: mine.map(({ from, into }) => ({ from, into: [...into] })) }, [
      `area:${communityCode}`,
    ])
}

/** Checks areas as read against all others, and writes them with what follows from them; a dry run only counts. */
export const takeBoundaries = async (
  work: AreaWork,
  atlas: Atlas,
  read: readonly ReadArea[],
  retired: ReadonlySet<string>,
  isDry: boolean,
) => {
  const clash = firstOverlap(
    read.filter((one) => levelOf(one.code) === 'gridCell'),
    atlas,
    retired,
  )
  if (clash) {
    const at = read.findIndex((one) => one.code === clash.code)
    throw work.refuse('cells-overlap', { feature: at + 1, area: clash.code, other: clash.other }, `features.${at}`)
  }
  const isSame = (one: ReadArea) =>
    atlas.areas.get(one.code)?.name === one.name &&
    (one.urbanRuralCode ?? atlas.areas.get(one.code)?.urbanRuralCode) === atlas.areas.get(one.code)?.urbanRuralCode &&
    (one.scheme === null ||
      (one.scheme === atlas.areas.get(one.code)?.scheme && one.schemeCode === atlas.areas.get(one.code)?.schemeCode)) &&
    JSON.stringify(atlas.shapes.get(one.code)) === JSON.stringify(one.shape)
  const fresh = read.filter((one) => !isSame(one))
  const stray = await strays(work, fresh, atlas, retired)
  const moves = stray.flatMap(({ id, cellCode }) => (cellCode ? [{ id, cellCode }] : []))
  if (moves.length < stray.length)
    throw work.refuse(
      'left-homeless',
      { count: stray.length - moves.length, area: stray.find((one) => !one.cellCode)?.was ?? '' },
      'features',
    )
  const counts = {
    added: fresh.filter((one) => !atlas.areas.has(one.code)).length,
    changed: fresh.filter((one) => atlas.areas.has(one.code)).length,
    unchanged: read.length - fresh.length,
    retired: retired.size,
    moved: moves.length,
  }
  if (isDry || fresh.length + retired.size === 0) return counts
  const today = dayOf(work.now)
  const row = (one: Partial<Omit<ReadArea, 'code' | 'shape'>> & { code: string; shape: Shape }): AreaRow => ({
    code: one.code,
    name: one.name ?? atlas.areas.get(one.code)?.name ?? one.code,
    level: levelOf(one.code) ?? 'gridCell',
    parentCode: parentOf(one.code),
    urbanRuralCode: one.urbanRuralCode ?? null,
    scheme: one.scheme ?? null,
    schemeCode: one.schemeCode ?? null,
    ...measured(one.shape),
    households: null,
    residents: null,
    validFromOn: today,
    validToOn: null,
  })
  const names = new Map(read.map((one) => [one.code, one.name]))
  const unions = grown(fresh, atlas, retired).map((one) => ({
    ...one,
    name: names.get(one.code) ?? atlas.areas.get(one.code)?.name ?? one.code,
  }))
  await bulk(work.db).putAreas([...fresh, ...unions].map(row))
  if (retired.size > 0) await store(work.db).retireCells([...retired], today)
  if (moves.length > 0) await bulk(work.db).moveSpots(moves)
  await store(work.db).revise(uuidv7())
  forgetAtlas(work)
  const areas = new Set([...fresh.map((one) => one.code), ...retired].map((code) => code.slice(0, 12)))
  work.audit({ facts: { ...counts, areas: [...areas].slice(0, 50) } })
  for (const areaCode of areas) work.emit('changed', { areaCode, what: 'boundary' }, [`area:${areaCode}`])
  tellHeirs(work, atlas, fresh, retired, stray)
  return counts
}

const badBoundary = (work: AreaWork, { at, code, fault }: { at: number; code: string | null; fault: BoundaryFault }) =>
  work.refuse(
    'bad-boundary',
    { feature: at + 1, area: code ?? '', fault: work.words(`territory.fault.${fault}`) },
    ['features', at, ...(propertyOf[fault] ? ['properties', propertyOf[fault]] : [])].join('.'),
  )

/** The first number outside that a cell not in this table bears already. */
const firstTaken = (read: readonly ReadArea[], atlas: Atlas, retired: ReadonlySet<string>) => {
  const drawn = new Set([...read.map(({ code }) => code), ...retired])
  const taken = new Set(
    [...atlas.areas.values()].flatMap(({ code, scheme, schemeCode }) =>
      schemeCode && !drawn.has(code) ? [`${scheme} ${schemeCode}`] : [],
    ),
  )
  const at = read.findIndex(({ scheme, schemeCode }) => schemeCode && taken.has(`${scheme} ${schemeCode}`))
  return at < 0 ? null : { at, code: read[at]?.code ?? null, fault: 'no-scheme-code' as const }
}

export const importBoundaries = answer(territory, 'importBoundaries', async (work, { body }) => {
  const atlas = await atlasOf(work)
  const read = readFeatures(body.features, (code) => atlas.areas.has(code), body.crs)
  if (!('map' in read)) throw badBoundary(work, read)
  for (const { code } of read) work.must('boundary.import', { area: code })
  const retired = new Set(body.retire)
  for (const code of retired) {
    if (!atlas.areas.has(code)) throw work.refuse('unknown-area', { area: code }, 'retire')
    work.must('boundary.import', { area: code })
  }
  const taken = firstTaken(read, atlas, retired)
  if (taken) throw badBoundary(work, taken)
  return takeBoundaries(work, atlas, read, retired, body.dryRun ?? false)
})
