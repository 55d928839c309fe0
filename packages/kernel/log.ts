/** Structured logs, one line per act, from which every field marked personal is removed before it is written. */
import type { Writable } from 'node:stream'

/** Facts of a log line. Keys marked `personal` in any contract are dropped at any depth. */
export type Facts = Readonly<Record<string, unknown>>
/** Where lines go. `child` adds facts to every line below it. */
export type Log = {
  readonly info: (what: string, facts?: Facts) => void
  readonly warn: (what: string, facts?: Facts) => void
  readonly error: (what: string, facts?: Facts) => void
  readonly child: (facts: Facts) => Log
}

/** Removes personal keys, at any depth, and cuts cycles and long texts. */
export const withoutPersonal = (value: unknown, personal: ReadonlySet<string>, depth = 0): unknown => {
  if (value instanceof Error) return { error: value.name, message: value.message, stack: value.stack }
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'string') return value.length > 2000 ? `${value.slice(0, 2000)}…` : value
  if (typeof value !== 'object' || value === null) return value
  if (depth > 6) return '…'
  if (Array.isArray(value)) return value.slice(0, 100).map((one) => withoutPersonal(one, personal, depth + 1))
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !personal.has(key))
      .map(([key, one]) => [key, withoutPersonal(one, personal, depth + 1)]),
  )
}

/**
 * A log writing JSON lines.
 * @example createLog({ to: process.stdout, personal: new Set(['phone']) }).info('signed in', { accountId })
 */
export const createLog = (
  options: {
    readonly to: Pick<Writable, 'write'>
    readonly personal: ReadonlySet<string>
    readonly level?: 'info' | 'warn' | 'error' | 'silent'
  },
  facts: Facts = {},
): Log => {
  const order = ['info', 'warn', 'error', 'silent']
  const least = order.indexOf(options.level ?? 'info')
  const write =
    (level: string) =>
    (what: string, more: Facts = {}) => {
      if (order.indexOf(level) < least) return
      const line = withoutPersonal({ ...facts, ...more }, options.personal) as Facts
      options.to.write(`${JSON.stringify({ at: new Date().toISOString(), level, what, ...line })}\n`)
    }
  return Object.freeze({
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (more: Facts) => createLog(options, { ...facts, ...more }),
  })
}
