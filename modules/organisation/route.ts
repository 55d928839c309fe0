/** Routing 派遣规则: from duty lists to a ranked proposal of who handles a matter, with reasons. Pure and deterministic. */
import { chainOf, depthOf } from './area-chain.ts'
import type { DutyPart, DutyProposal, Ownership, Reason, UnitKind } from './contract.ts'

export type KnownUnit = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly kind: UnitKind
  readonly areaCode: string
  readonly parentId: string | null
  readonly isOpen: boolean
}

/** One line of a duty list; instants in milliseconds. Exactly one of `unitId` and `unitKind` is set. */
export type DutyLine = {
  readonly id: string
  readonly unitId: string | null
  readonly unitKind: UnitKind | null
  readonly categories: readonly string[]
  readonly ownership: Ownership | null
  readonly areaCode: string
  readonly part: DutyPart
  readonly clause: string
  readonly fromTime: string | null
  readonly toTime: string | null
  readonly validFrom: number
  readonly validTo: number | null
}

export type Question = {
  readonly categoryCode: string
  readonly areaCode: string
  readonly cellCode?: string | null
  readonly ownership?: Ownership | null
  readonly at: number
}

/** Everything routing looks at, arranged for speed; made again whenever a duty list or a unit changes. */
export type DutyIndex = {
  readonly units: ReadonlyMap<string, KnownUnit>
  readonly unitOfArea: (areaCode: string, kind: UnitKind) => KnownUnit | null
  readonly linesFor: (pattern: string) => readonly DutyLine[]
}

// Where no such unit stands, its duty falls to the next: an estate without a firm is the committee's to bring on its way.
const fallsTo: Partial<Record<UnitKind, UnitKind>> = {
  propertyFirm: 'residentsCommittee',
  ownersCommittee: 'residentsCommittee',
  gridTeam: 'residentsCommittee',
  residentsCommittee: 'villageCommittee',
  villageCommittee: 'subdistrict',
  sanitationStation: 'urbanCareOffice',
  urbanCareOffice: 'subdistrict',
  lawEnforcementOffice: 'subdistrict',
  emergencyOffice: 'subdistrict',
  publicServicesOffice: 'subdistrict',
  publicSafetyOffice: 'subdistrict',
  partyAffairsOffice: 'subdistrict',
  serviceCentre: 'subdistrict',
  commandCentre: 'district',
  subdistrict: 'district',
}

export const indexDuties = (lines: readonly DutyLine[], units: readonly KnownUnit[]): DutyIndex => {
  const byPlace = new Map<string, KnownUnit>()
  for (const unit of [...units].sort((a, b) => (a.code < b.code ? -1 : 1))) {
    const key = `${unit.kind} ${unit.areaCode}`
    if (unit.isOpen && !byPlace.has(key)) byPlace.set(key, unit)
  }
  const byPattern = new Map<string, DutyLine[]>()
  for (const line of lines)
    for (const pattern of line.categories) {
      const list = byPattern.get(pattern)
      if (list) list.push(line)
      else byPattern.set(pattern, [line])
    }
  return Object.freeze({
    units: new Map(units.map((unit) => [unit.id, unit])),
    unitOfArea: (areaCode: string, kind: UnitKind) => {
      for (const area of chainOf(areaCode)) {
        const found = byPlace.get(`${kind} ${area}`)
        if (found) return found
      }
      return null
    },
    linesFor: (pattern: string) => byPattern.get(pattern) ?? [],
  })
}

// Weights sum to 1. The exact category outweighs the nearer area: a department named for it goes before a general duty.
const categoryScore = {
  'category-exact': 0.4,
  'category-type': 0.3,
  'category-tree': 0.2,
  'category-any': 0.05,
} as const
const areaScore = { cell: 0.2, community: 0.16, subdistrict: 0.12, district: 0.08 } as const
const ownershipExact = 0.25
const ownershipAny = 0.15
const ownershipAssumed = 0.12
const hoursScore = 0.15

// Where nobody knows whose place it is, the subdistrict looks first (属地): it can tell and send on.
const likeliest: readonly Ownership[] = ['lane', 'municipal', 'estate', 'unmanagedEstate', 'institution', 'private']

const patternsOf = (code: string) =>
  [
    [code, 'category-exact'],
    [code.slice(0, 3), 'category-type'],
    [code.slice(0, 1), 'category-tree'],
    ['*', 'category-any'],
  ] as const

const shanghaiMs = 8 * 3_600_000

/** `22:00`–`06:00` runs over midnight; equal ends mean the whole day. */
export const isInHours = (from: string, to: string, at: number) => {
  const clock = new Date(at + shanghaiMs).toISOString().slice(11, 16)
  return from < to ? clock >= from && clock < to : clock >= from || clock < to
}

const ownershipOf = (line: DutyLine, asked: Ownership | null): readonly [number, Reason] | null => {
  if (line.ownership === null) return [ownershipAny, 'ownership-any']
  if (asked === null) return [ownershipAssumed - likeliest.indexOf(line.ownership) / 100, 'ownership-assumed']
  return line.ownership === asked ? [ownershipExact, 'ownership-exact'] : null
}

const holderOf = (index: DutyIndex, line: DutyLine, place: string): readonly [KnownUnit, boolean] | null => {
  if (line.unitId !== null) {
    const unit = index.units.get(line.unitId)
    return unit?.isOpen ? [unit, false] : null
  }
  for (let kind: UnitKind | undefined = line.unitKind ?? undefined; kind; kind = fallsTo[kind]) {
    const unit = index.unitOfArea(place, kind)
    if (unit) return [unit, kind !== line.unitKind]
  }
  return null
}

type Ranked = DutyProposal & { readonly depth: number }

const weigh = (
  index: DutyIndex,
  line: DutyLine,
  asked: Question,
  chain: readonly string[],
  category: Reason & keyof typeof categoryScore,
): Ranked | null => {
  if (asked.at < line.validFrom || (line.validTo !== null && asked.at >= line.validTo)) return null
  if (!chain.includes(line.areaCode)) return null
  const hasHours = line.fromTime !== null && line.toTime !== null
  if (hasHours && !isInHours(line.fromTime ?? '', line.toTime ?? '', asked.at)) return null
  const ownership = ownershipOf(line, asked.ownership ?? null)
  if (!ownership) return null
  const holder = holderOf(index, line, chain[0] ?? line.areaCode)
  if (!holder) return null
  const [unit, isStandIn] = holder
  const area = depthOf(line.areaCode)
  const why: Reason[] = [category, ownership[1], `area-${area}`]
  if (hasHours) why.push('hours')
  if (line.unitKind !== null) why.push(isStandIn ? 'stands-in' : 'unit-of-place')
  if (unit.kind === 'propertyFirm' || unit.kind === 'ownersCommittee') why.push('via-community')
  if (line.part === 'support') why.push('part-support')
  const score =
    categoryScore[category] + ownership[0] + areaScore[area] + (hasHours ? hoursScore : 0) - (isStandIn ? 0.02 : 0)
  return {
    unitId: unit.id,
    unitCode: unit.code,
    unitName: unit.name,
    unitKind: unit.kind,
    part: line.part,
    clause: line.clause,
    score: Math.round(score * 1000) / 1000,
    why,
    dutyId: line.id,
    ownership: line.ownership,
    depth: chainOf(unit.areaCode).length,
  }
}

const before = (a: Ranked, b: Ranked) =>
  (a.part === b.part ? 0 : a.part === 'lead' ? -1 : 1) ||
  b.score - a.score ||
  b.depth - a.depth ||
  (a.unitCode < b.unitCode ? -1 : a.unitCode > b.unitCode ? 1 : 0)

/**
 * Who handles it: leads first, best first, then those who support. A unit stands only once, with its best line.
 * @example propose(index, { categoryCode: 'E0102', areaCode: '440104001001', ownership: 'lane', at: Date.now() })
 */
export const propose = (index: DutyIndex, asked: Question): readonly DutyProposal[] => {
  const chain = chainOf(asked.cellCode ?? asked.areaCode)
  const ranked: Ranked[] = []
  for (const [pattern, category] of patternsOf(asked.categoryCode))
    for (const line of index.linesFor(pattern)) {
      const weighed = weigh(index, line, asked, chain, category)
      if (weighed) ranked.push(weighed)
    }
  ranked.sort(before)
  const seen = new Set<string>()
  const proposals: DutyProposal[] = []
  for (const { depth: _, ...proposal } of ranked) {
    if (seen.has(proposal.unitId)) continue
    seen.add(proposal.unitId)
    proposals.push(proposal)
  }
  return proposals
}
