/** Takes boundaries from GeoJSON: all features or none; the first faulty one is named. Higher areas follow from their cells. */
import { answer, uuidv7 } from '@liren/kernel'
import RBush from 'rbush'
import { isInside, levelOf, parentOf } from '../areas.ts'
import { overlap, type ReadArea, readFeatures } from '../boundary.ts'
import { territory } from '../contract.ts'
import { type Box, boxOf, pointInside, type Shape, squareMetres, toDegrees } from '../geometry.ts'
import { dissolve } from '../topology.ts'
import { type Atlas, atlasOf, forgetAtlas } from './atlas.ts'
import { type AreaRow, store } from './store.ts'
import { bulk } from './store-bulk.ts'

/** The first pair of cells that cover common ground, at least one of them new. */
const firstOverlap = (cells: readonly ReadArea[], atlas: Atlas) => {
  const changed = new Set(cells.map((cell) => cell.code))
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

/** Unions for the ancestors whose cells changed and that were not drawn themselves. */
const grown = (read: readonly ReadArea[], atlas: Atlas) => {
  const shapes = new Map([...atlas.shapes, ...read.map((one) => [one.code, one.shape] as const)])
  const drawn = new Set(read.map((one) => one.code))
  const unions: { code: string; shape: Shape }[] = []
  for (const level of ['gridCell', 'community', 'subdistrict'] as const) {
    const touched = new Set([...drawn].flatMap((code) => (levelOf(code) === level ? (parentOf(code) ?? []) : [])))
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

export const importBoundaries = answer(territory, 'importBoundaries', async (work, { body }) => {
  const atlas = await atlasOf(work)
  const read = readFeatures(body.features, (code) => atlas.areas.has(code), body.crs)
  if (!('map' in read))
    throw work.refuse(
      'bad-boundary',
      { feature: read.at + 1, area: read.code ?? '', fault: work.words(`territory.fault.${read.fault}`) },
      `features.${read.at}`,
    )
  for (const { code } of read) work.must('boundary.import', { area: code })
  const clash = firstOverlap(
    read.filter((one) => levelOf(one.code) === 'gridCell'),
    atlas,
  )
  if (clash) {
    const at = read.findIndex((one) => one.code === clash.code)
    throw work.refuse('cells-overlap', { feature: at + 1, area: clash.code, other: clash.other }, `features.${at}`)
  }
  const isSame = (one: ReadArea) =>
    atlas.areas.get(one.code)?.name === one.name &&
    JSON.stringify(atlas.shapes.get(one.code)) === JSON.stringify(one.shape)
  const fresh = read.filter((one) => !isSame(one))
  const counts = {
    added: fresh.filter((one) => !atlas.areas.has(one.code)).length,
    changed: fresh.filter((one) => atlas.areas.has(one.code)).length,
    unchanged: read.length - fresh.length,
  }
  if (body.dryRun || fresh.length === 0) return counts
  const today = new Date(work.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  const row = (one: { code: string; name?: string; urbanRuralCode?: string | null; shape: Shape }): AreaRow => ({
    code: one.code,
    name: one.name ?? atlas.areas.get(one.code)?.name ?? one.code,
    level: levelOf(one.code) ?? 'gridCell',
    parentCode: parentOf(one.code),
    urbanRuralCode: one.urbanRuralCode ?? null,
    ...measured(one.shape),
    households: null,
    residents: null,
    validFromOn: today,
    validToOn: null,
  })
  const names = new Map(read.map((one) => [one.code, one.name]))
  const unions = grown(fresh, atlas).map((one) => ({
    ...one,
    name: names.get(one.code) ?? atlas.areas.get(one.code)?.name ?? one.code,
  }))
  await bulk(work.db).putAreas([...fresh, ...unions].map(row))
  await store(work.db).revise(uuidv7())
  forgetAtlas(work)
  const areas = new Set(fresh.map((one) => one.code.slice(0, 12)))
  work.audit({ facts: { ...counts, areas: [...areas].slice(0, 50) } })
  for (const areaCode of areas) work.emit('changed', { areaCode, what: 'boundary' }, [`area:${areaCode}`])
  return counts
})
