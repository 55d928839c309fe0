/** Who reaches what: the same answer from memory and from SQL, and never more than a grant gives. */
import { databaseUrl } from '@liren/testing/database'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, areaPrefix, type Grant, guest, isWithin, system } from './actor.ts'
import { kyselyOn } from './database.ts'
import { holds, scopeOf, within } from './permissions.ts'

const table = new Map([
  ['case.read', new Set(['dispatcher', 'handler', 'guest'])],
  ['case.close', new Set(['leader'])],
])
const units = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002']
const areas = [
  '440104000000',
  '440104001000',
  '440104001001',
  '440104001002',
  '440104010001',
  '330109113000',
  '440104001001003',
]
const grant = fc.record<Grant>({
  role: fc.constantFrom('dispatcher', 'handler', 'leader', 'other'),
  area: fc.constantFrom(...areas.slice(0, 6)),
  unitId: fc.constantFrom(null, ...units),
})
const person = (grants: readonly Grant[]): Actor => ({ ...guest, kind: 'account', id: units[0] ?? null, grants })

let client: pg.Client
beforeAll(async () => {
  client = new pg.Client({ connectionString: databaseUrl() })
  await client.connect()
})
afterAll(() => client.end())

test('an area’s code covers all below it and nothing beside it', () => {
  expect(areaPrefix('440104001000')).toBe('440104001')
  expect(areaPrefix('440104000000')).toBe('440104')
  expect(isWithin('440104001001003', '440104001001')).toBe(true)
  expect(isWithin('440104010001', '440104001000')).toBe(false)
})

test('nobody may do what no role of theirs holds, and a permission nobody declared is held by nobody', () => {
  fc.assert(
    fc.property(fc.array(grant, { maxLength: 4 }), (grants) => {
      const actor = person(grants)
      expect(holds(table, actor, 'case.close')).toBe(grants.some((one) => one.role === 'leader'))
      expect(holds(table, actor, 'case.burn')).toBe(false)
    }),
  )
})

test('guests and the system stand at both ends', () => {
  expect(holds(table, guest, 'case.read', { area: '440104001001' })).toBe(true)
  expect(holds(table, guest, 'case.close')).toBe(false)
  expect(holds(table, guest, 'signed-in')).toBe(false)
  expect(holds(table, system, 'case.close', { area: '330109113000' })).toBe(true)
})

test('a unit’s grant does not reach another unit’s matters, even in its own area', () => {
  const actor = person([{ role: 'handler', area: '440104000000', unitId: units[0] ?? null }])
  expect(holds(table, actor, 'case.read', { area: '440104001001', unit: units[0] ?? null })).toBe(true)
  expect(holds(table, actor, 'case.read', { area: '440104001001', unit: units[1] ?? null })).toBe(false)
  expect(holds(table, actor, 'case.read', { area: '440104001001', unit: null })).toBe(false)
})

test('what SQL lets through is exactly what memory would allow, for any grants and any row', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(grant, { maxLength: 4 }),
      fc.constantFrom(...areas),
      fc.constantFrom(null, ...units),
      async (grants, area, unit) => {
        const actor = person(grants)
        const condition = within(scopeOf(table, actor, 'case.read'), { area: 'm.area_code', unit: 'm.unit_id' })
        const db = kyselyOn(client)
        const { sql } = await import('kysely')
        const { rows } = await sql<{
          ok: boolean
        }>`select coalesce(${condition}, false) as ok from (select ${area}::text as area_code, ${unit}::uuid as unit_id) m`.execute(
          db,
        )
        expect(rows[0]?.ok).toBe(holds(table, actor, 'case.read', { area, unit }))
      },
    ),
    { numRuns: 150 },
  )
})
