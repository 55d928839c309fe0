/** What the platform decides at once: only for whom the item is, reckoned to the day; and what a told "none" does not prove. */
import { catalogue } from '@liren/catalogue/contract'
import { forms } from '@liren/forms/contract'
import type { Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { services } from '../contract.ts'
import { handIn } from '../testing/journey.ts'
import { agreeToAll, giveHome, openTown, settle } from '../testing/people-of-town.ts'
import { here } from '../testing/services-town.ts'
import type { ServicesWork } from './standing.ts'

let town: Town
beforeAll(async () => {
  town = await openTown('2026-04-07T09:30:00+08:00')
}, 120_000)
afterAll(() => town.close())

const asksForCard = async (born: string) => {
  const { who } = await settle(town, { born })
  const id = await handIn(town, who, 'SQ-002', here)
  const { state, outcome } = await who.ask(services, 'read', { params: { id } })
  return { state, outcome }
}

test('a card for the old is given at once to whoever is seventy, and never to whoever is thirty', async () => {
  expect(await asksForCard('1956-03-15')).toMatchObject({ outcome: 'approved' })
  expect(await asksForCard('1996-03-15')).toEqual({ state: 'submitted', outcome: null })
})

test('sixty is reached on the birthday, not on the first of January', async () => {
  expect(await asksForCard('1966-04-08')).toEqual({ state: 'submitted', outcome: null })
  expect(await asksForCard('1966-04-07')).toMatchObject({ outcome: 'approved' })
})

test('that somebody has no low income is no proof of low income; where the item accepts it, it is an answer', async () => {
  const sourceOf = async (code: string, key: string, told: string, about = 'share.lowIncome.class') => {
    const { who } = await settle(town, { tells: { [about]: told } })
    await agreeToAll(who)
    const id = crypto.randomUUID()
    const { materials } = await who.ask(services, 'begin', {
      params: { code },
      body: { id, area: here, channel: 'mobile' },
    })
    return materials.find((one) => one.key === key)?.source
  }
  expect(await sourceOf('SQ-003', 'hardship', 'dibao')).toBe('data')
  expect(await sourceOf('SQ-003', 'hardship', 'none')).toBeNull()
  expect(await sourceOf('SQ-004', 'class', 'none')).toBe('data')
  // Hardship in finding work is what its register says of it, not that somebody has work.
  expect(await sourceOf('SQ-022', 'class', 'none', 'share.employment.difficulty')).toBeNull()
  expect(await sourceOf('SQ-022', 'class', '4050', 'share.employment.difficulty')).toBe('data')
})

test('a deed is proved by one’s own tie to the home: the tenant of somebody else’s has none, and another address is another deed', async () => {
  const [owner, tenant] = [await settle(town), await settle(town)]
  await giveHome(
    town,
    [owner.personId, tenant.personId],
    [
      { personId: owner.personId, tie: 'owner' },
      { personId: tenant.personId, tie: 'tenant' },
    ],
  )
  await town.owner.query(`delete from services_licences where type_code = 'propertyDeed'`)
  const sourceOf = async ({ who }: typeof owner, code: string, key: string, answers: object = {}) => {
    const id = crypto.randomUUID()
    const params = { id }
    await who.ask(services, 'begin', { params: { code }, body: { id, area: here, channel: 'mobile' } })
    const form = await who.ask(forms, 'read', { params })
    const filled = { confirmed: [], reasons: {}, refused: [], materials: {}, revision: form.revision }
    await who.ask(forms, 'save', { params, body: { ...filled, answers: { ...form.answers, ...answers } } })
    const { materials } = await who.ask(services, 'read', { params })
    return materials.find((one) => one.key === key)?.source
  }
  expect(await sourceOf(owner, 'SQ-028', 'deeds')).toBe('data')
  expect(await sourceOf(tenant, 'SQ-028', 'deeds')).toBeNull()
  expect(await sourceOf(owner, 'SQ-021', 'deed')).toBe('data')
  expect(await sourceOf(tenant, 'SQ-021', 'deed')).toBeNull()
  expect(await sourceOf(owner, 'SQ-021', 'deed', { address: '越秀山街999号' })).toBeNull()
  expect(await sourceOf(tenant, 'SQ-020', 'home')).toBe('data')
})

test('what a department tells proves a paper only as the item says: every check names a field, every class names its values', async () => {
  const { items } = await town.guest.ask(services, 'items', { query: { tag: '社区29项', limit: 50 } })
  const entries = await town.work('services', (work) => (work as unknown as ServicesWork).use(catalogue).entries())
  const known = new Map(entries.map((one) => [one.key, one]))
  for (const { code } of items) {
    const { record } = await town.guest.ask(services, 'item', { params: { code } })
    for (const { name, sources, checks = [], accepts = {} } of record.materials) {
      if (sources.includes('data')) expect(checks.length, `${code} ${name}`).toBeGreaterThan(0)
      for (const key of checks) expect(known.has(key), `${code} ${key}`).toBe(true)
      for (const [key, values] of Object.entries(accepts)) {
        expect(checks, `${code} ${name}`).toContain(key)
        const { codes } = known.get(key) ?? {}
        if (codes) expect(Object.keys(codes), `${code} ${key}`).toEqual(expect.arrayContaining(values))
      }
    }
  }
})
