/** Questions asked together are answered as if each had been asked alone. */
import { host, type Town } from '@liren/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isTime, together } from './together.ts'

let town: Town
beforeAll(async () => {
  town = await host([])
})
afterAll(() => town.close())

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
