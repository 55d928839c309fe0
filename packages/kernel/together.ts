/** Several questions in one round trip: what is asked at the same moment goes to the database as one statement. */
import { CompiledQuery } from 'kysely'
import { type Asked, kyselyAsking } from './database.ts'
import type { Db } from './module.ts'

type Waiting = {
  readonly asked: Asked
  readonly answer: (found: { readonly rows: readonly Record<string, unknown>[] }) => void
  readonly fail: (error: unknown) => void
}

/** Times are known by the names of their columns, here as in every table; JSON has no word for them. */
export const isTime = (column: string) => /^(?:.+_)?(?:at|since|until)$|^valid_(?:from|to)$/.test(column)

const revived = (row: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      typeof value === 'string' && isTime(column) ? new Date(value) : value,
    ]),
  )

/** All of them as one: each becomes a column holding its rows, its values moved behind those of the ones before. */
const oneOf = (waiting: readonly Waiting[]): CompiledQuery => {
  const values: unknown[] = []
  const columns = waiting.map(({ asked }, index) => {
    const before = values.length
    values.push(...asked.parameters)
    const text = asked.sql.replace(/\$(\d+)/g, (_, n: string) => `$${Number(n) + before}`)
    return `(select coalesce(json_agg(a), '[]') from (${text}) as a) as a${index}`
  })
  return CompiledQuery.raw(`select ${columns.join(', ')}`, values)
}

/**
 * A database for reading what belongs on one page: the same stores, asked with `Promise.all`, travel together. Only plain
 * reading: rows come by way of JSON, so that numbers, texts, lists and times survive and other types do not.
 * @example
 * const parts = partStore(together(work.db))
 * const [steps, calls] = await Promise.all([parts.steps(id), parts.calls(id)])
 */
export const together = (db: Db): Db => {
  let waiting: Waiting[] = []
  const flush = async () => {
    const mine = waiting
    waiting = []
    try {
      const { rows } = await db.executeQuery<Record<string, Record<string, unknown>[]>>(oneOf(mine))
      for (const [index, one] of mine.entries()) one.answer({ rows: (rows[0]?.[`a${index}`] ?? []).map(revived) })
    } catch (error) {
      for (const one of mine) one.fail(error)
    }
  }
  return kyselyAsking(
    (asked) =>
      new Promise((answer, fail) => {
        waiting.push({ asked, answer, fail })
        // After everything that is asked at this moment.
        if (waiting.length === 1) process.nextTick(flush)
      }),
  )
}
