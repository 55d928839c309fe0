/** A long job reads, works and writes; between its transactions it holds no connection. */
import { defineContract } from '@liren/contract'
import { host, type Town } from '@liren/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defineModule, longJob } from './module.ts'

const kiln = defineContract({ name: 'kiln' })
const transactions: string[] = []
const held: number[] = []
let taken: () => number

const kilns = defineModule({
  contract: kiln,
  locales: { 'zh-CN': { title: 'x', job: { bake: 'x' } }, en: { title: 'x', job: { bake: 'x' } } },
  jobs: [
    longJob<typeof kiln, { readonly isBroken: boolean }>(kiln, 'bake', {}, async (spell, { isBroken }) => {
      const number = () =>
        spell(async (work) => {
          work.audit({ object: 'kiln:1' })
          held.push(taken())
          const { rows } = await sql<{ id: string }>`select pg_current_xact_id()::text as id`.execute(work.db)
          return rows[0]?.id ?? ''
        })
      transactions.push(await number())
      held.push(taken())
      if (isBroken) throw new Error('cracked')
      transactions.push(await number())
    }),
  ],
})

let town: Town
beforeAll(async () => {
  town = await host([kilns])
  taken = () => town.host.core.pool.totalCount - town.host.core.pool.idleCount
})
afterAll(() => town.close())

const noted = async () =>
  (await town.owner.query("select count(*)::int as count from kernel_audit where action = 'job:kiln/bake'")).rows[0]
    .count

test('reads in one transaction and writes in another, holding nothing between them', async () => {
  await town.run(kilns, 'bake', { isBroken: false })
  expect(new Set(transactions).size).toBe(2)
  expect(held).toEqual([1, 0, 1])
  expect(await noted()).toBe(2)
})

test('what was written before it failed stays', async () => {
  await expect(town.run(kilns, 'bake', { isBroken: true })).rejects.toThrow('cracked')
  expect(await noted()).toBe(3)
})
