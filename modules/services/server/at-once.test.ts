/** What the platform decides at once: only for whom the item is, reckoned to the day; and what a told "none" does not prove. */
import type { Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { services } from '../contract.ts'
import { handIn } from '../testing/journey.ts'
import { agreeToAll, openTown, settle } from '../testing/people-of-town.ts'
import { here } from '../testing/services-town.ts'

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
  const sourceOf = async (code: string, key: string, told: string) => {
    const { who } = await settle(town, { tells: { 'share.lowIncome.class': told } })
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
})
