/** What modules may tell, and what they told so far: for rules kept as data, tried on the past before they count. */
import type { TSchema } from '@liren/contract'
import { sql } from 'kysely'
import { coreOf } from './core.ts'
import type { Db } from './module.ts'

/** Every event of every installed module by its full name (`module/event`), with the shape of its fact. */
export const eventsOf = (work: object): ReadonlyMap<string, TSchema> => {
  const core = coreOf.get(work)
  if (!core) throw new Error('eventsOf() needs a work made by the kernel')
  return new Map(
    [...core.modules.values()].flatMap(({ contract }) =>
      Object.entries(contract.events ?? {}).map(([event, shape]) => [`${contract.name}/${event}`, shape] as const),
    ),
  )
}

export type PastFact = { readonly id: number; readonly at: Date; readonly fact: Readonly<Record<string, unknown>> }

/** Facts told under a name since then, oldest first, a page at a time. */
export const pastFacts = async (
  db: Db,
  name: string,
  since: Date,
  after: number,
  limit: number,
): Promise<readonly PastFact[]> =>
  (
    await sql<PastFact>`select id, at, fact from kernel_outbox
      where kind = 'event' and name = ${name} and id > ${after} and at >= ${since} order by id limit ${limit}`.execute(
      db,
    )
  ).rows
