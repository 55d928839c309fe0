/** A department that takes its time holds nobody else up: while it is asked about an applicant, no transaction is open. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { catalogue } from '@liren/catalogue/contract'
import { Owner } from '@liren/catalogue/testing/owner'
import { people } from '@liren/people/contract'
import type { Person, Town } from '@liren/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { services } from '../contract.ts'
import { handIn } from '../testing/journey.ts'
import { agreeToAll, openTown, settle } from '../testing/people-of-town.ts'
import { district, here } from '../testing/services-town.ts'

const low = 'share.lowIncome.class'
const owner = new Owner()
/** Of each letter, how many transactions stood open all the while it was being answered. */
let held: number[] = []
let town: Town
let steward: Person

const openTransactions = async () => {
  const { rows } = await town.owner.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity
      where datname = current_database() and state like 'idle in transaction%'`,
  )
  return rows[0]?.n ?? 0
}

beforeAll(async () => {
  town = await openTown()
  steward = town.as({
    name: '林数据',
    provedAt: town.clock.now(),
    roles: [{ role: 'dataSteward', area: district, unitId: null }],
  })
  const { dataFolder } = town.host.core.config
  mkdirSync(dataFolder, { recursive: true })
  writeFileSync(join(dataFolder, 'reachable.json'), JSON.stringify({ 'aid.yuexiu-gov.cn': await owner.open() }))
  owner.meanwhile = async () => {
    let fewest = Number.POSITIVE_INFINITY
    // Others come and go; what waits for this letter would stand open until it is answered.
    for (let look = 0; look < 10 && fewest > 0; look += 1) {
      fewest = Math.min(fewest, await openTransactions())
      await wait(20)
    }
    held.push(fewest)
  }
}, 120_000)
afterAll(async () => {
  owner.close()
  await town.close()
})
beforeEach(() => {
  held = []
  owner.letters.length = 0
})

const behindPort = async (kind: 'query' | 'verify') => {
  const body = {
    ...{ name: '救助信息', kind, ownerUnit: 'D-MZ', about: 'person' as const, keys: [low] },
    ...{ url: 'https://aid.yuexiu-gov.cn/liren', identifiesBy: 'hash' as const, basis: '政务数据共享条例' },
    ...{ perMinute: 100, answerWithinMs: 3000 },
  }
  await steward.ask(catalogue, 'keepOwnerPort', { params: { code: 'aid' }, body })
  owner.secret = (await steward.ask(catalogue, 'newOwnerPortSecret', { params: { code: 'aid' } })).secret
}
const neighbour = async () => {
  const { who, personId } = await settle(town)
  await agreeToAll(who)
  return { who, personId }
}
const hardshipOf = async (who: Person) => {
  const { materials } = await who.ask(services, 'begin', {
    params: { code: 'SQ-003' },
    body: { id: crypto.randomUUID(), area: here, channel: 'mobile' },
  })
  return materials.find(({ key }) => key === 'hardship')?.source
}

test('she begins: her department is asked once, with no transaction open, and its answer stands for the paper', async () => {
  await behindPort('query')
  owner.answer = () => ({ values: { [low]: { value: 'dibao', on: '2026-03-01' } } })
  const { who } = await neighbour()
  expect(await hardshipOf(who)).toBe('data')
  expect(owner.letters).toHaveLength(1)
  expect(held).toEqual([0])
  // She sees that it was asked about her.
  const { items } = await who.ask(people, 'listMyFootprints', { query: {} })
  expect(items.flatMap(({ fields }) => fields)).toContain(low)
})

test('she hands in: asked again at that moment, and again nothing stands open', async () => {
  const { who } = await neighbour()
  const id = await handIn(town, who, 'SQ-003', here)
  const { materials } = await who.ask(services, 'read', { params: { id } })
  expect(materials.find(({ key }) => key === 'hardship')?.source).toBe('data')
  expect(owner.letters.length).toBeGreaterThanOrEqual(2)
  expect(Math.max(...held)).toBe(0)
})

test('what an owner only confirms is confirmed before the act too', async () => {
  await behindPort('verify')
  // The item names no words of its own for this paper: it asks whether it is so.
  owner.answer = ({ claims }) => ({
    answers: { [low]: (claims as Record<string, unknown>)[low] === true ? 'yes' : 'no' },
  })
  const { who } = await neighbour()
  expect(await hardshipOf(who)).toBe('data')
  expect(held.length).toBeGreaterThan(0)
  expect(Math.max(...held)).toBe(0)
})

test('a department that never answers costs her the paper, not the application', async () => {
  owner.mood = 'gone'
  const { who } = await neighbour()
  expect(await hardshipOf(who)).toBeNull()
  owner.mood = 'sound'
})
