/**
 * Draws the demo territory of the presets: `node scripts/territory/make.ts [yuexiu] [guali]`.
 * Seeded: the same script writes the same bytes. What it writes is committed under presets/<name>/territory.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cellCode, serialOrder } from '../../modules/territory/areas.ts'
import { packMap } from '../../modules/territory/topology.ts'
import type { District } from './district.ts'
import { divide, type Item, shareOut } from './divide.ts'
import { guali } from './guali.ts'
import { type Lot, settle } from './houses.ts'
import { makePlane, seeded } from './plane.ts'
import { yuexiu } from './yuexiu.ts'

const scale = 1_000_000

/** Grows or shrinks an outline about its middle until it has the right area; whole millionths of a degree. */
const sized = (outline: District['outline'], squareKilometres: number) => {
  const [lons, lats] = [outline.map((p) => p[0]), outline.map((p) => p[1])]
  const middle = (list: readonly number[]) => (Math.min(...list) + Math.max(...list)) / 2
  const [lon, lat] = [middle(lons), middle(lats)]
  const perLon = 111.3195 * Math.cos((lat * Math.PI) / 180)
  let doubled = 0
  for (const [i, [ax, ay]] of outline.entries()) {
    const [bx, by] = outline[(i + 1) % outline.length] ?? [0, 0]
    doubled += (ax - lon) * (by - lat) - (bx - lon) * (ay - lat)
  }
  const factor = Math.sqrt(squareKilometres / Math.abs((doubled / 2) * perLon * 110.874))
  const grown = outline.map(
    ([x, y]) =>
      [Math.round((lon + (x - lon) * factor) * scale), Math.round((lat + (y - lat) * factor) * scale)] as const,
  )
  return doubled > 0 ? grown : grown.toReversed()
}

/** Names as communities have them: after a place, or after its eastern, western … part. */
const communityNames = (count: number, stems: string, roads: string, taken: Set<string>) => {
  const bare = stems.split(' ')
  const streets = roads
    .split(' ')
    .map((road) => road.replace(/(正街|大街|直街|大道|二马路|路|街|巷|里|中|大马路)$/, ''))
  const wishes = [
    ...bare,
    ...streets,
    ...['东', '西', '南', '北'].flatMap((side) => [...bare, ...streets].map((stem) => stem + side)),
  ]
  const names: string[] = []
  for (const wish of wishes) {
    const key = wish.replace('*', '')
    if (names.length === count) break
    if (key.length < 2 || taken.has(key) || /[东西南北中][东西南北]$/.test(key)) continue
    taken.add(key)
    names.push(wish)
  }
  if (names.length < count) throw new Error(`too few names from ${stems}`)
  return names
}

const make = (plan: District) => {
  const random = seeded(plan.seed)
  const outline = sized(plan.outline, plan.squareKilometres)
  const plane = makePlane(outline, random)
  const taken = new Set<string>()
  const subdistrictFaces = divide(
    plane,
    random,
    plane.first,
    plan.subdistricts.map(([, number, weight, lon, lat]): Item => ({ key: number, weight, lon, lat })),
    { bendEvery: 420, wobble: 0.22 },
  )
  const communities: { code: string; name: string; face: number; subdistrict: number; squareMetres: number }[] = []
  for (const [at, [, number, , , , count, stems]] of plan.subdistricts.entries()) {
    const parts = divide(
      plane,
      random,
      subdistrictFaces.get(number) ?? -1,
      Array.from({ length: count }, (_, key): Item => ({ key, weight: random.between(0.7, 1.5) })),
      { bendEvery: 240, wobble: 0.16 },
    )
    const faces = [...parts.values()]
    const order = serialOrder(faces.map(plane.centreOf))
    const names = communityNames(count, stems, plan.roads[at] ?? '', taken)
    const serial = { community: 0, village: 200 }
    for (const [i, place] of order.entries()) {
      const name = names[i] ?? ''
      const kind = name.startsWith('*') ? 'village' : 'community'
      serial[kind] += 1
      communities.push({
        code: `${plan.district[0].slice(0, 6)}${String(number).padStart(3, '0')}${String(serial[kind]).padStart(3, '0')}`,
        name: kind === 'village' ? `${name.slice(1)}村` : `${name}社区`,
        face: faces[place] ?? -1,
        subdistrict: at,
        squareMetres: plane.areaOf(faces[place] ?? -1),
      })
    }
  }
  communities.sort((a, b) => (a.code < b.code ? -1 : 1))
  // Denser where communities are small: the old town.
  const heads = communities.map((one) => Math.sqrt(one.squareMetres) * random.between(0.8, 1.25))
  const cellCounts = shareOut(plan.cells, heads, Math.min(4, Math.floor(plan.cells / communities.length)))
  const residents = shareOut(plan.residents, heads, 600)
  const lots: Lot[] = []
  for (const [i, community] of communities.entries()) {
    const count = cellCounts[i] ?? 1
    const parts = divide(
      plane,
      random,
      community.face,
      Array.from({ length: count }, (_, key): Item => ({ key, weight: random.between(0.75, 1.4) })),
      { bendEvery: 130, wobble: 0.1 },
    )
    const faces = [...parts.values()]
    for (const [n, place] of serialOrder(faces.map(plane.centreOf)).entries())
      lots.push({ code: cellCode(community.code, n + 1), community: i, face: faces[place] ?? -1 })
  }
  const packed = packMap(
    lots.map((lot) => ({
      code: lot.code,
      name: '',
      // Millionths of a degree to the heart's units of 10⁻⁷.
      shape: [
        (plane.rings.get(lot.face) ?? []).flatMap((at) => (plane.points[at] ?? [0, 0]).map((value) => value * 10)),
      ],
    })),
    scale,
  )
  const rings = new Map<string, number[][]>()
  for (const [i, lot] of lots.entries()) {
    const code = communities[lot.community]?.code ?? ''
    rings.set(code, [...(rings.get(code) ?? []), packed.areas[i]?.rings[0] ?? []])
  }
  const areas = {
    about:
      'Demo territory, drawn by scripts/territory/make.ts. Names and codes of the district and its subdistricts are real; boundaries, communities, cells and counts are made up.',
    validFromOn: '2026-01-01',
    areas: [
      [plan.district[0], plan.district[1], null, Math.round(plan.residents / 2.9), plan.residents],
      ...plan.subdistricts.flatMap(([name, number], at) => {
        const mine = communities.flatMap((one, i) => (one.subdistrict === at ? [residents[i] ?? 0] : []))
        const heads = mine.reduce((a, b) => a + b, 0)
        const code = `${plan.district[0].slice(0, 6)}${String(number).padStart(3, '0')}000`
        return [[code, name, plan.urbanRuralCode === '111' ? '111' : '121', Math.round(heads / 2.9), heads]]
      }),
      ...communities.map((one, i) => {
        const urban = one.name.endsWith('村') ? '220' : plan.urbanRuralCode === '111' ? '111' : '121'
        return [one.code, one.name, urban, Math.round((residents[i] ?? 0) / 2.9), residents[i]]
      }),
    ],
    scale: packed.scale,
    west: packed.west,
    south: packed.south,
    points: packed.points,
    cells: Object.fromEntries(rings),
  }
  const { places, buildings } = settle(plan, plane, random, communities, lots, residents)
  const folder = join(import.meta.dirname, '../../presets', plan.preset, 'territory')
  mkdirSync(folder, { recursive: true })
  for (const [name, content] of Object.entries({ areas, places, buildings }))
    writeFileSync(
      join(folder, `${name}.json`),
      `${JSON.stringify(content)
        .replaceAll(/("(?:areas|cells|points|rows|places|roads|estates|firms)":)/g, '\n$1')
        .replaceAll(/(\],)(\["(?:\d{12}|street|estate|landmark))/g, '$1\n$2')}\n`,
    )
  console.log(
    plan.preset,
    communities.length,
    'communities,',
    lots.length,
    'cells,',
    buildings.rows.length,
    'buildings',
  )
}

const wanted = process.argv.slice(2)
for (const plan of [yuexiu, guali]) if (wanted.length === 0 || wanted.includes(plan.preset)) make(plan)
