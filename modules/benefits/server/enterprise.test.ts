/** Policies reach enterprises: matched with what registers know, explained to those who act for them, told to the legal person once. */
import { randomUUID } from 'node:crypto'
import type { CataloguePort } from '@liren/catalogue/contract'
import catalogueModule from '@liren/catalogue/server'
import { notices } from '@liren/notices/contract'
import { afterAll, expect, test } from 'vitest'
import { benefits } from '../contract.ts'
import { here, openPolicyTown, refusal } from '../testing/policy-town.ts'
import module from './module.ts'

const { town, settle } = await openPolicyTown('2026-06-15T09:00:00+08:00')
afterAll(() => town.close())

const found = async (name: string, creditCode: string, owner: string, facts: Readonly<Record<string, unknown>>) => {
  const id = randomUUID()
  await town.owner.query(
    `insert into people_enterprises (id, name, credit_code, kind, area_code, legal_person_id, created_at)
     values ($1, $2, $3, '有限责任公司', $4, $5, now())`,
    [id, name, creditCode, here, owner],
  )
  await town.work(catalogueModule, async (work) => {
    // The plug types ports loosely; this is the catalogue's own.
    const port = catalogueModule.port?.(work) as CataloguePort
    await port.record(
      { kind: 'enterprise', id },
      Object.entries(facts).map(([key, value]) => ({ key, value, source: '人社', on: '2026-06-01' })),
    )
  })
  return id
}

test('those who act for an enterprise see what fits, clause by clause, what may fit and what is missing; others see nothing', async () => {
  const boss = await settle({ name: '陈老板', birth: '1980-01-01' })
  const other = await settle({ name: '王路人', birth: '1985-01-01' })
  const bakery = await found('东濠饼家', '91440104MA000001X1', boss.id, {
    'enterprise.staff': 30,
    'enterprise.layoffShare': 0.02,
    'enterprise.premiumPaid': true,
    'enterprise.foundedOn': '2025-01-01',
  })
  const seen = await boss.asks.ask(benefits, 'forEnterprise', { params: { id: bakery } })
  expect(seen.name).toBe('东濠饼家')
  expect(seen.items.map(({ rule, outcome }) => [rule, outcome])).toEqual([
    ['P-11', 'eligible'],
    ['P-10', 'unknown'],
  ])
  expect(seen.items[0]?.because.every(({ outcome }) => outcome === 'eligible')).toBe(true)
  expect(seen.items[1]?.because.flatMap(({ missing }) => missing)).toEqual(['创办人身份'])
  expect(await refusal(other.asks.ask(benefits, 'forEnterprise', { params: { id: bakery } }))).toMatchObject({
    status: 404,
  })

  await found('大裁公司', '91440104MA000002X2', boss.id, {
    'enterprise.staff': 30,
    'enterprise.layoffShare': 0.3,
    'enterprise.premiumPaid': true,
  })
  await town.run(module, 'tell-enterprises')
  await town.run(module, 'tell-enterprises')
  await town.settle()
  const { items } = await boss.asks.ask(notices, 'mine', { query: {} })
  expect(items.map(({ title }) => title)).toEqual(['有一项政策可能适合“东濠饼家”'])
})
