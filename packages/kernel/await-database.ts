/** After a power cut everything starts at once: a server waits a while for a database that is still on its way, and for nothing else. */
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

/** Not there yet, or there and not yet accepting: with time it will be. A wrong password or name will not. */
const comesWithTime = (error: unknown): boolean => {
  const { code } = error as { readonly code?: string }
  return (
    code !== undefined && /^(ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ETIMEDOUT|57P03)$/.test(code)
  )
}

const everyMs = 500

/**
 * Waits until the database takes connections.
 * @param seconds how long at most
 * @param onWait called once, with the reason, when it is not there at the first try
 * @throws Error the last one, when the time is over or waiting would not help
 */
export const awaitDatabase = async (url: string, seconds: number, onWait: (why: string) => void): Promise<void> => {
  const end = performance.now() + seconds * 1000
  for (let isFirst = true; ; isFirst = false) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (!comesWithTime(error) || performance.now() > end) throw error
      if (isFirst) onWait((error as Error).message)
      await wait(everyMs)
    }
  }
}
