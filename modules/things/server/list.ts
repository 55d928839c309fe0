/** The ledger within reach, one thing with the matters that name it, and what other modules may ask of it. */
import { answer, defaultLimit, pageOf, readCursor, type Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { type ThingsPort, things } from '../contract.ts'
import { asDeed, type Deed, shown } from './shown.ts'
import { store, type ThingNamed } from './store.ts'

const mostMatters = 50

export const kinds = answer(things, 'kinds', async (work) => ({ items: await store(work.db).kinds() }))

export const list = answer(things, 'list', async (work, { query }) => {
  const { after, limit = defaultLimit, area, kind, state, q } = query
  const rows = await store(work.db).list({
    ...{ scope: work.scope('thing.read'), area, kind, state, q: q?.trim() },
    after: readCursor(after)?.[0] ?? null,
    limit: limit + 1,
  })
  return pageOf(await shown(work, rows), limit, ({ code }) => [code])
})

export const inReach = async (work: Deed, id: string, permission: string): Promise<ThingNamed> => {
  const [row] = await store(work.db).byIds([id])
  if (!row || !work.may(permission, { area: row.areaCode })) throw work.refuse('not-found', {}, 'id')
  return row
}

export const read = answer(things, 'read', async (work, { params }) => {
  const row = await inReach(work, params.id, 'thing.read')
  const named = await store(work.db).namesOf(row.id, mostMatters)
  const seen = []
  for (const { matterId, namedAt } of named) {
    // What is out of the reader's sight is left out, not refused.
    const matter = await work
      .use(matters)
      .see(matterId, true)
      .catch(() => null)
    if (matter)
      seen.push({
        matterId,
        number: matter.number,
        title: matter.title,
        phase: matter.phase,
        namedAt: namedAt.toISOString(),
      })
  }
  const [thing] = await shown(work, [row])
  if (!thing) throw work.refuse('not-found', {}, 'id')
  return { thing, matters: seen }
})

export const port = (work: Work): ThingsPort => ({
  things: async (ids) => shown(asDeed(work), await store(work.db).byIds(ids)),
  thingsIn: async ({ area, after, limit }) => shown(asDeed(work), await store(work.db).inside(area, after, limit)),
  tallies: ({ within, digits, counts }) => store(work.db).tallies(within, digits, counts),
})
