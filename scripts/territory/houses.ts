/** Puts streets, estates, landmarks and houses into the drawn cells, so that the dwellings add up to the asked number. */

import type { District } from './district.ts'
import { shareOut } from './divide.ts'
import type { Plane, Random } from './plane.ts'

export type Lot = { readonly code: string; readonly community: number; readonly face: number }
type Community = { readonly code: string; readonly name: string; readonly face: number; readonly subdistrict: number }

const estateEndings = ['花园', '苑', '大院', '新村', '小区', '宿舍大院', '雅居', '华庭', '大厦', '阁']
const firmStems = [
  '粤安居',
  '穗和',
  '云山',
  '珠水',
  '邻里',
  '广信',
  '东濠',
  '五羊',
  '越华',
  '羊城家园',
  '荔景',
  '怡城',
  '和顺',
  '岭南',
  '金雁',
]

/** floors, units, dwellings per floor, elevators: 骑楼 and old houses, walk-ups, slabs and towers. */
const shapes = (random: Random, isVillage: boolean): [number, number, number, number, number] => {
  const dice = random.next()
  if (isVillage || dice < 0.12) return [random.whole(2, 4), 1, random.whole(1, 2), 0, random.whole(1950, 1998)]
  if (dice < 0.62) return [random.whole(6, 9), random.whole(1, 3), 2, 0, random.whole(1978, 1999)]
  if (dice < 0.82)
    return [random.whole(9, 12), random.whole(1, 2), random.whole(2, 4), random.whole(1, 2), random.whole(1988, 2006)]
  return [random.whole(18, 32), 1, random.whole(4, 6), 2, random.whole(1995, 2019)]
}

/** Whole numbers of dwellings that a plain house can have: r = floors × perFloor with up to 33 floors. */
const plain = (count: number): [number, number] | null => {
  for (const perFloor of [2, 3, 4, 1, 5, 6])
    if (count % perFloor === 0 && count / perFloor <= 12) return [count / perFloor, perFloor]
  return null
}

export const settle = (
  plan: District,
  plane: Plane,
  random: Random,
  communities: readonly Community[],
  lots: readonly Lot[],
  residents: readonly number[],
) => {
  const corner = (face: number) => (plane.rings.get(face) ?? []).map((at) => plane.points[at] ?? ([0, 0] as const))
  const isInside = (line: readonly (readonly [number, number])[], x: number, y: number) => {
    let inside = false
    for (const [i, [bx, by]] of line.entries()) {
      const [ax, ay] = line[(i + line.length - 1) % line.length] ?? [0, 0]
      if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside
    }
    return inside
  }
  /** A spot inside a cell, its surroundings of about ten metres inside too. */
  const spot = (face: number): [number, number] => {
    const line = corner(face)
    const [xs, ys] = [line.map((p) => p[0]), line.map((p) => p[1])]
    for (let reach = 100, tries = 0; ; tries++) {
      if (tries % 40 === 39) reach /= 2
      const x = Math.round(random.between(Math.min(...xs), Math.max(...xs)))
      const y = Math.round(random.between(Math.min(...ys), Math.max(...ys)))
      if (
        [
          [0, 0],
          [reach, 0],
          [-reach, 0],
          [0, reach],
          [0, -reach],
        ].every(([dx = 0, dy = 0]) => isInside(line, x + dx, y + dy))
      )
        return [x, y]
    }
  }
  const firms = firmStems.map((stem) => `${stem}物业`)
  const roads: string[] = []
  const numbers: number[] = []
  const places: unknown[] = []
  const estates: [name: string, firm: number][] = []
  const usedNames = new Set<string>()
  const rows: { round: number; row: number[] }[] = []
  const roadOf = new Map<string, number>()
  for (const [at, line] of plan.roads.entries()) {
    const list = line.split(' ')
    for (const road of list) {
      if (roadOf.has(road)) continue
      roadOf.set(road, roads.length)
      roads.push(road)
      numbers.push(0)
      const mine = communities.filter((one) => one.subdistrict === at)
      const home = mine[Math.floor((list.indexOf(road) * mine.length) / list.length)] ?? communities[0]
      const lot = lots.filter((one) => communities[one.community] === home)
      const [x, y] = spot(random.pick(lot).face)
      places.push(['street', road, road, [], x, y])
    }
  }
  const dwellingsBy = shareOut(plan.dwellings, residents, 40)
  for (const [i, community] of communities.entries()) {
    const isVillage = community.name.endsWith('村')
    const mine = lots.filter((lot) => lot.community === i)
    const stem = community.name.replace(/(社区|村)$/, '')
    const line = (plan.roads[community.subdistrict] ?? '').split(' ')
    const near = Math.floor(
      (communities.filter((one, n) => n < i && one.subdistrict === community.subdistrict).length * line.length) /
        Math.max(1, communities.filter((one) => one.subdistrict === community.subdistrict).length),
    )
    const myRoads = [0, 1, 2].map((n) => roadOf.get(line[(near + n) % line.length] ?? '') ?? 0)
    const myEstates = Array.from({ length: isVillage ? 1 : random.whole(2, 3) }, () => {
      let name = ''
      do name = `${stem}${random.pick(estateEndings)}`
      while (usedNames.has(name))
      usedNames.add(name)
      estates.push([name, random.whole(0, firms.length - 1)])
      return estates.length - 1
    })
    const blocks = new Map<number, number>()
    const placed = new Set<number>()
    const targets = shareOut(
      dwellingsBy[i] ?? 0,
      mine.map((lot) => Math.sqrt(plane.areaOf(lot.face)) * random.between(0.7, 1.4)),
      2,
    )
    for (const [n, lot] of mine.entries()) {
      const estate = myEstates[Math.floor((n * myEstates.length) / mine.length)] ?? 0
      let left = targets[n] ?? 0
      for (let round = 0; left > 0; round++) {
        let [floors, units, perFloor, elevators, year] = shapes(random, isVillage)
        if (floors * units * perFloor > left) {
          let count = Math.min(left, 72)
          while (!plain(count)) count -= 1
          ;[floors = 1, perFloor = 1] = plain(count) ?? [1, 1]
          units = 1
          elevators = floors > 9 ? 1 : 0
        }
        left -= floors * units * perFloor
        const [x, y] = spot(lot.face)
        const road = random.pick(myRoads)
        numbers[road] = (numbers[road] ?? 0) + random.whole(1, 3)
        const isEstate = floors > 4 && random.next() < 0.8
        const block = isEstate ? (blocks.get(estate) ?? 0) + 1 : 0
        if (isEstate) blocks.set(estate, block)
        if (isEstate && !placed.has(estate)) {
          placed.add(estate)
          const name = estates[estate]?.[0] ?? ''
          places.push(['estate', name, `${roads[road]}${numbers[road]}号${name}`, [], x, y])
        }
        const row = [
          lots.indexOf(lot),
          x,
          y,
          floors,
          units,
          perFloor,
          elevators,
          year,
          road,
          numbers[road] ?? 1,
          isEstate ? estate : -1,
          block,
        ]
        rows.push({ round, row })
      }
    }
  }
  rows.sort((a, b) => a.round - b.round)
  for (const [name, lon, lat, aliases] of plan.landmarks)
    places.push([
      'landmark',
      name,
      name,
      aliases.split(' ').filter(Boolean),
      Math.round(lon * 1e6),
      Math.round(lat * 1e6),
    ])
  const [west, south] = [
    Math.min(...rows.map((one) => one.row[1] ?? 0)),
    Math.min(...rows.map((one) => one.row[2] ?? 0)),
  ]
  return {
    places: { about: 'kind, name, text, aliases, longitude and latitude in millionths of a degree', places },
    buildings: {
      about:
        'cell (position among all cells), x, y, floors, units, dwellings per floor, elevators, year, road, number, estate (or -1), block; smaller demos take the first rows',
      atDemo: plan.buildingsAtDemo,
      west,
      south,
      roads,
      firms,
      estates,
      rows: rows.map(({ row }) => row.map((value, n) => (n === 1 ? value - west : n === 2 ? value - south : value))),
    },
  }
}
