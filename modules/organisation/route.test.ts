/** Whom a matter goes to: the examples of the handbook, and every category of the demo district. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DutyPart, type Ownership, ownerships, type UnitKind } from './contract.ts'
import { type DutyLine, indexDuties, isInHours, type KnownUnit, propose } from './route.ts'

type PresetDuty = {
  categories: string[]
  ownership: Ownership | null
  area: string
  part: DutyPart
  clause: string
  fromTime?: string
  toTime?: string
}
type Preset = {
  departments: { code: string; name: string; kind: UnitKind; areaCode: string; duties: PresetDuty[] }[]
  dutiesByKind: { kind: UnitKind; duties: PresetDuty[] }[]
}
type Leaf = { code: string; restricted: boolean; manualOnly: boolean }

const read = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../presets/yuexiu/${path}`, import.meta.url), 'utf8'))
// The preset is data of this repository; its shape is written beside it.
const preset = read('organisation/departments.json') as Preset
const categories = read('cases/categories.json') as { trees: { types: { leaves: Leaf[] }[] }[] }
const leaves = categories.trees.flatMap((tree) => tree.types.flatMap((type) => type.leaves))

const community = '440104001001'
const subdistrict = '440104001000'
const unit = (code: string, kind: UnitKind, areaCode: string): KnownUnit => ({
  id: code,
  code,
  name: code,
  kind,
  areaCode,
  parentId: null,
  isOpen: true,
})
const streetKinds = [
  'subdistrict',
  'partyAffairsOffice',
  'publicServicesOffice',
  'publicSafetyOffice',
  'lawEnforcementOffice',
  'emergencyOffice',
  'urbanCareOffice',
  'sanitationStation',
] as const
const communityKinds = ['residentsCommittee', 'gridTeam', 'propertyFirm', 'ownersCommittee'] as const
const units = [
  ...preset.departments.map((one) => unit(one.code, one.kind, one.areaCode)),
  ...streetKinds.map((kind) => unit(kind, kind, subdistrict)),
  ...communityKinds.map((kind) => unit(kind, kind, community)),
]
const line = (duty: PresetDuty, n: number, unitId: string | null, unitKind: UnitKind | null): DutyLine => ({
  id: String(n),
  unitId,
  unitKind,
  categories: duty.categories,
  ownership: duty.ownership,
  areaCode: duty.area,
  part: duty.part,
  clause: duty.clause,
  fromTime: duty.fromTime ?? null,
  toTime: duty.toTime ?? null,
  validFrom: 0,
  validTo: null,
})
const lines = [
  ...preset.departments.flatMap((one) => one.duties.map((duty, n) => line(duty, n, one.code, null))),
  ...preset.dutiesByKind.flatMap((one) => one.duties.map((duty, n) => line(duty, n, null, one.kind))),
]
const index = indexDuties(lines, units)
const noon = Date.parse('2026-11-23T12:00:00+08:00')
const midnight = Date.parse('2026-11-23T23:30:00+08:00')
const leadOf = (categoryCode: string, ownership: Ownership | null, at = noon) =>
  propose(index, { categoryCode, areaCode: community, ownership, at })[0]

test('refuse in a lane goes to the street’s sanitation, on a municipal road to the city’s', () => {
  expect(leadOf('E0102', 'lane')?.unitCode).toBe('sanitationStation')
  expect(leadOf('E0102', 'municipal')?.unitCode).toBe('U-HW')
})

test('refuse inside a compound goes to the property firm, and the community is told to see to it', () => {
  const [lead, ...others] = propose(index, {
    categoryCode: 'E0102',
    areaCode: community,
    ownership: 'estate',
    at: noon,
  })
  expect(lead).toMatchObject({ unitCode: 'propertyFirm', part: 'lead' })
  expect(lead?.why).toContain('via-community')
  expect(others.find((one) => one.unitCode === 'residentsCommittee')?.part).toBe('support')
})

test('where an estate has no firm, its committee takes the matter and the reason says so', () => {
  const bare = indexDuties(
    lines,
    units.filter((one) => one.kind !== 'propertyFirm'),
  )
  const [lead] = propose(bare, { categoryCode: 'E0102', areaCode: community, ownership: 'estate', at: noon })
  expect(lead?.unitCode).toBe('residentsCommittee')
  expect(lead?.why).toContain('stands-in')
})

test('noise from a neighbour is the estate’s affair by day and the police’s by night', () => {
  expect(leadOf('A0205', 'estate')?.unitCode).toBe('propertyFirm')
  expect(leadOf('A0205', 'estate', midnight)).toMatchObject({ unitCode: 'D-GA' })
  expect(leadOf('A0205', 'estate', midnight)?.why).toContain('hours')
})

test('a gas leak goes to the gas company wherever it is, with the fire service beside it', () => {
  for (const ownership of ownerships) expect(leadOf('A0105', ownership)?.unitCode).toBe('U-RQ')
  const codes = propose(index, { categoryCode: 'A0105', areaCode: community, at: noon }).map((one) => one.unitCode)
  expect(codes).toContain('L119')
})

test('when nobody knows whose place it is, the street looks first', () => {
  const lead = leadOf('E0102', null)
  expect(lead?.unitCode).toBe('sanitationStation')
  expect(lead?.why).toContain('ownership-assumed')
})

test('every category has exactly one best lead for each ownership', () => {
  expect(leaves.length).toBeGreaterThan(300)
  for (const { code } of leaves)
    for (const ownership of [...ownerships, null])
      for (const at of [noon, midnight]) {
        const leads = propose(index, { categoryCode: code, areaCode: community, ownership, at }).filter(
          (one) => one.part === 'lead',
        )
        expect(leads.length, `${code} ${ownership}`).toBeGreaterThan(0)
        if (leads[1]) expect(leads[0]?.score, `${code} ${ownership}`).toBeGreaterThan(leads[1].score)
      }
})

test('every category has its standards, limits and words, and what is restricted is never forwarded without a person', () => {
  const codes = leaves.map((leaf) => leaf.code)
  expect(new Set(codes).size).toBe(codes.length)
  for (const leaf of leaves) {
    expect(leaf).toMatchObject({
      code: expect.stringMatching(/^[PEA]\d{4}$/),
      filingStandard: expect.stringMatching(/.{4,}/),
      closingStandard: expect.stringMatching(/.{4,}/),
      limits: {
        accept: expect.anything(),
        file: expect.anything(),
        dispatch: expect.anything(),
        handle: expect.anything(),
        check: expect.anything(),
      },
    })
    if (leaf.restricted && leaf.code !== 'A1207') expect(leaf.manualOnly, leaf.code).toBe(true)
  }
})

test('forty-six departments stand in the preset, each with a duty list', () => {
  const departments = preset.departments.filter((one) => ['party', 'government', 'mass'].includes(one.kind))
  expect(departments).toHaveLength(46)
  for (const one of preset.departments) expect(one.duties.length, one.code).toBeGreaterThan(0)
})

test('a new version holds from its first moment, and the former until then', () => {
  const at = noon
  const [before, after] = [
    {
      ...line(
        { categories: ['E0504'], ownership: null, area: subdistrict, part: 'lead', clause: '旧' },
        1,
        'D-CG',
        null,
      ),
      validTo: at,
    },
    {
      ...line(
        { categories: ['E0504'], ownership: null, area: subdistrict, part: 'lead', clause: '新' },
        2,
        'D-SJ',
        null,
      ),
      validFrom: at,
    },
  ]
  const both = indexDuties([before, after], units)
  const codes = (when: number) =>
    propose(both, { categoryCode: 'E0504', areaCode: community, at: when }).map((one) => one.unitCode)
  expect(codes(at - 1)).toEqual(['D-CG'])
  expect(codes(at)).toEqual(['D-SJ'])
})

test('the nearer area goes before the farther one, and a closed unit is never asked', () => {
  const near = line(
    { categories: ['E05'], ownership: null, area: community, part: 'lead', clause: '近' },
    1,
    'residentsCommittee',
    null,
  )
  const far = line(
    { categories: ['E05'], ownership: null, area: '440104000000', part: 'lead', clause: '远' },
    2,
    'D-CG',
    null,
  )
  const open = indexDuties([far, near], units)
  expect(propose(open, { categoryCode: 'E0504', areaCode: community, at: noon })[0]?.unitCode).toBe(
    'residentsCommittee',
  )
  const shut = indexDuties(
    [far, near],
    units.map((one) => (one.code === 'residentsCommittee' ? { ...one, isOpen: false } : one)),
  )
  expect(propose(shut, { categoryCode: 'E0504', areaCode: community, at: noon })[0]?.unitCode).toBe('D-CG')
})

test('the order of the duty lists never changes the answer', () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray(lines, { minLength: lines.length }),
      fc.constantFrom(...leaves),
      fc.constantFrom(...ownerships, null),
      (shuffled, leaf, ownership) => {
        const asked = { categoryCode: leaf.code, areaCode: community, ownership, at: noon }
        expect(propose(indexDuties(shuffled, units), asked).map((one) => one.unitCode)).toEqual(
          propose(index, asked).map((one) => one.unitCode),
        )
      },
    ),
    { numRuns: 60 },
  )
})

test('hours over midnight hold on both sides of it', () => {
  const at = (clock: string) => Date.parse(`2026-11-23T${clock}:00+08:00`)
  expect(isInHours('22:00', '06:00', at('23:00'))).toBe(true)
  expect(isInHours('22:00', '06:00', at('05:59'))).toBe(true)
  expect(isInHours('22:00', '06:00', at('06:00'))).toBe(false)
  expect(isInHours('08:00', '18:00', at('18:00'))).toBe(false)
})
