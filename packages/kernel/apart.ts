/** Statements that stand by themselves, whatever becomes of the work around them: footprints must outlive a rollback. */
import pg from 'pg'
import { type Core, coreOf } from './core.ts'
import { kyselyOn } from './database.ts'
import type { Db } from './module.ts'

const pools = new WeakMap<Core, pg.Pool>()

/**
 * A small pool of its own: were it the pool of the works, works waiting for each other's connections would stand still.
 * It lets go of idle connections at once, so that nobody has to close it.
 */
const poolOf = (core: Core): pg.Pool => {
  const known = pools.get(core)
  if (known) return known
  const pool = new pg.Pool({ ...core.pool.options, max: 3, idleTimeoutMillis: 1000, allowExitOnIdle: true })
  const onError = (error: Error) => core.log.warn('connection apart lost', { error })
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  pools.set(core, pool)
  return pool
}

/**
 * The database outside the work's transaction: each statement commits by itself and does not see what the work has
 * not committed. Only for what must stay when the work fails.
 */
export const apart = (work: object): Db => {
  const core = coreOf.get(work)
  if (!core) throw new Error('apart() needs a work made by the kernel')
  return kyselyOn(poolOf(core))
}
