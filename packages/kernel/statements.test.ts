/** Statements reach the database as Kysely would have written them, and questions asked together are answered as if alone. */
import { host, type Town } from '@liren/testing'
import fc from 'fast-check'
import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isTime, together } from './together.ts'
import { writeOut } from './written.ts'

let town: Town
beforeAll(async () => {
  town = await host([])
})
afterAll(() => town.close())

/** Kysely as it comes. */
const plain = new Kysely({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => ({}) as never,
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string()), fc.date())
const { statement } = fc.letrec<{ statement: RawBuilder<unknown> }>((tie) => ({
  statement: fc.oneof(
    { maxDepth: 4 },
    value.map((one) => sql`select ${one} as a`),
    fc.integer().map((one) => sql`limit ${sql.lit(one)}`),
    fc.constant(sql.raw('where a = b')),
    fc.tuple(tie('statement'), value, tie('statement')).map(([a, one, b]) => sql`with ${a}, x as (${b}) ${one}::text`),
    fc.array(tie('statement'), { maxLength: 3 }).map((some) => sql`${sql.join(some, sql` union all `)}`),
  ),
}))

test('a statement in our own words is the one Kysely would have made', () => {
  fc.assert(
    fc.property(statement, (one) => {
      const { sql: text, parameters } = one.compile(plain)
      expect(writeOut(one.toOperationNode() as never)).toEqual({ sql: text, parameters })
    }),
  )
})

test('a name only Kysely knows how to write is left to Kysely', () => {
  const named = sql`select ${sql.ref('someName')}`
  expect(writeOut(named.toOperationNode() as never)).toBeNull()
  expect(named.compile(town.host.core.db).sql).toBe('select "some_name"')
})

test('questions asked together are answered as if each had been asked alone', async () => {
  const questions = (db: typeof town.host.core.db) => [
    sql`select ${1}::int as number, ${'a $1 b'} as text, ${new Date(0)}::timestamptz as opened_at, ${['x', 'y']}::text[] as words`.execute(
      db,
    ),
    sql`select n, null::timestamptz as closed_at from generate_series(1, ${3}::int) as n order by n desc`.execute(db),
    sql`select 1 where false`.execute(db),
  ]
  const alone = (await Promise.all(questions(town.host.core.db))).map(({ rows }) => rows)
  const all = (await Promise.all(questions(together(town.host.core.db)))).map(({ rows }) => rows)
  expect(all).toEqual(alone)
  expect(all[1]).toHaveLength(3)
})

test('when one question is wrong, all who asked hear of it', async () => {
  const db = together(town.host.core.db)
  const asked = await Promise.allSettled([sql`select 1`.execute(db), sql`select 1 / 0`.execute(db)])
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})

test('times are known by their names', () => {
  for (const name of ['at', 'since', 'opened_at', 'held_since', 'undo_until']) expect(isTime(name)).toBe(true)
  for (const name of ['state', 'format', 'sincerity', 'text', 'review_on']) expect(isTime(name)).toBe(false)
})
