/** A database that is away is no fault of ours: whoever asks is told to come back, and the log says once that it went and once that it returned. */
import pg from 'pg'
import type { Facts, Log } from './log.ts'

/** A property and no list: it survives where the job queue copies an error. */
const ofTheLine = Symbol('of the line')
const mark = (error: Error) => void Object.assign(error, { [ofTheLine]: true })

/** A client whose errors tell those of the line from those of a statement, and from other programs that refuse to connect. */
export class LineClient extends pg.Client {
  constructor(options?: string | pg.ClientConfig) {
    super(options)
    this.on('error', mark)
  }

  override connect(): Promise<this>
  override connect(done: (error: Error) => void): void
  override connect(done?: (error: Error) => void) {
    if (done)
      return super.connect((error: Error | null) => {
        if (error) mark(error)
        // The pool asks for exactly this: null when all is well, which the published type leaves out.
        done(error as Error)
      })
    return super.connect().catch((error: Error) => {
      mark(error)
      throw error
    })
  }
}

/** Shutting down, crashed, starting, the connection failed (class 08), too many of them. */
const statesAway = /^(57P0[1235]|08...|53300)$/
const saysAway = /^(Connection terminated|timeout exceeded when trying to connect)|is not queryable$/

/** Did the database go, rather than say no? */
export const isAway = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null) return false
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown }
  return (
    ofTheLine in error ||
    (typeof code === 'string' && statesAway.test(code)) ||
    (typeof message === 'string' && saysAway.test(message))
  )
}

const probeMs = 1000
/** Connections that go together break one after the other: they are one event. */
const gatherMs = 300

export type Outage = {
  /** Notes an error that shows the database away. @returns false for any other error. */
  readonly noted: (error: unknown) => boolean
  /** True while the database is known to be away: a host that answers nothing keeps nobody waiting for it. */
  readonly turnsAway: () => boolean
  readonly stop: () => void
}

/**
 * Keeps count of one outage at a time. A line that broke while others hold is said as such.
 * @param ask asks the database anything; it is back when that succeeds
 */
export const watchOutage = (log: Log, ask: () => Promise<unknown>): Outage => {
  let current: { readonly since: number; readonly why: unknown; failures: number; isSaid: boolean } | null = null
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  const probe = async (outage: NonNullable<typeof current>) => {
    const isBack = await ask().then(
      () => true,
      () => false,
    )
    if (isStopped) return
    const { since, why, failures, isSaid } = outage
    if (!isBack) {
      if (!isSaid) log.error('database away', { why })
      outage.isSaid = true
      timer = setTimeout(() => probe(outage), probeMs).unref()
      return
    }
    current = null
    if (isSaid) log.warn('database back', { seconds: Math.round((performance.now() - since) / 1000), failures })
    else log.warn('database connection lost', { why, failures })
  }
  return {
    noted: (error) => {
      if (!isAway(error)) return false
      if (current === null && !isStopped) {
        const { message } = error as { readonly message?: string }
        current = { since: performance.now(), why: message, failures: 0, isSaid: false }
        const begun = current
        timer = setTimeout(() => probe(begun), gatherMs).unref()
      }
      if (current) current.failures += 1
      return true
    },
    turnsAway: () => {
      if (!current?.isSaid) return false
      current.failures += 1
      return true
    },
    stop: () => {
      isStopped = true
      clearTimeout(timer)
    },
  }
}

/** A log that leaves out, line by line, what the outage says once. */
export const sparing = (log: Log, outage: Pick<Outage, 'noted'>): Log => {
  const unless = (write: Log['warn']) => (what: string, facts?: Facts) => {
    if (!outage.noted(facts?.error)) write(what, facts)
  }
  return Object.freeze({
    info: log.info,
    warn: unless(log.warn),
    error: unless(log.error),
    child: (facts: Facts) => sparing(log.child(facts), outage),
  })
}
