/** Live screens: one stream of server-sent events per browser, fed by the database's notifications. */
import type { ServerResponse } from 'node:http'
import pg from 'pg'
import type { Actor } from './actor.ts'
import { areaPrefix } from './actor.ts'
import type { Core } from './core.ts'
import { liveChannel, type Pulse } from './relay.ts'

type Listening = {
  readonly topics: ReadonlySet<string>
  readonly areas: readonly string[]
  readonly reply: ServerResponse
  readonly caller: string
  readonly until: number
}

/** Streams one caller may hold open: an account a dozen tabs, an address a whole office of guests. */
const atMost = { account: 12, address: 200, all: 10_000 } as const
/** What a screen that no longer reads may leave waiting before it is let go. */
const waitingBytes = 256 * 1024
/** News of this long goes out together: two hundred boards wake a few times a second, however much happens. */
const gatherMs = 150
/** A stream ends now and then and the screen opens it anew: whoever signed out meanwhile is not heard again. */
const lifeMs = 15 * 60_000

/** The hub of one process. */
export type Live = {
  /** Whether this caller may open one more stream. */
  readonly hasRoom: (actor: Actor, address: string) => boolean
  readonly join: (actor: Actor, address: string, topics: readonly string[], reply: ServerResponse) => void
  readonly count: () => number
  readonly stop: () => Promise<void>
}

/** Topics a caller may listen to: own account, own units; matters and areas tell only that something changed. */
export const allowedTopics = (actor: Actor, topics: readonly string[]): string[] =>
  topics.slice(0, 50).filter((topic) => {
    const [kind, id] = [topic.slice(0, topic.indexOf(':')), topic.slice(topic.indexOf(':') + 1)]
    if (kind === 'account') return actor.id === id
    if (kind === 'unit') return actor.grants.some((grant) => grant.unitId === id)
    return kind.length > 0
  })

/** Of what was told, only what was asked for: the other topics name people, units and matters that are none of theirs. */
export const heardBy = (one: Pick<Listening, 'topics' | 'areas'>, topics: readonly string[]): string[] =>
  topics.filter(
    (topic) =>
      one.topics.has(topic) || (topic.startsWith('area:') && one.areas.some((area) => topic.slice(5).startsWith(area))),
  )

/** Starts listening; reconnects by itself when the database goes away. */
export const startLive = async (core: Core, url: string, onPulse: (pulse: Pulse) => void): Promise<Live> => {
  const joined = new Set<Listening>()
  let client: pg.Client | null = null
  let isStopped = false

  const gathered = new Map<string, Set<string>>()
  let spreading: NodeJS.Timeout | undefined
  const spread = () => {
    spreading = undefined
    const news = [...gathered].map(([name, topics]) => ({ name, topics: [...topics] }))
    gathered.clear()
    for (const one of joined) {
      const text = news
        .map(({ name, topics }) => ({ name, topics: heardBy(one, topics) }))
        .filter(({ topics }) => topics.length > 0)
        .map((heard) => `data: ${JSON.stringify(heard)}\n\n`)
        .join('')
      if (text === '') continue
      if (one.reply.writableLength > waitingBytes) one.reply.destroy()
      else one.reply.write(text)
    }
  }
  const gather = (pulse: Pulse) => {
    onPulse(pulse)
    const topics = gathered.get(pulse.name) ?? new Set<string>()
    for (const topic of pulse.topics) topics.add(topic)
    gathered.set(pulse.name, topics)
    spreading ??= setTimeout(spread, gatherMs)
  }
  const callerOf = (actor: Actor, address: string) => (actor.id ? `account:${actor.id}` : `address:${address}`)

  const connect = async () => {
    const fresh = new pg.Client({ connectionString: url, application_name: 'liren-live' })
    fresh.on('error', () => {})
    fresh.on('end', () => {
      if (!isStopped) setTimeout(() => connect().catch(() => {}), 1000).unref()
    })
    fresh.on('notification', ({ payload }) => {
      if (payload) for (const pulse of JSON.parse(payload) as Pulse[]) gather(pulse)
    })
    await fresh.connect()
    await fresh.query(`listen ${liveChannel(core.config.schema)}`)
    client = fresh
  }
  await connect()

  const beat = setInterval(() => {
    for (const one of joined)
      if (one.until < Date.now() || one.reply.writableLength > waitingBytes) one.reply.end()
      else one.reply.write(': still here\n\n')
  }, 20_000)

  return {
    hasRoom: (actor, address) => {
      const caller = callerOf(actor, address)
      const held = [...joined].filter((one) => one.caller === caller).length
      return joined.size < atMost.all && held < (actor.id ? atMost.account : atMost.address)
    },
    join: (actor, address, topics, reply) => {
      const allowed = allowedTopics(actor, topics)
      reply.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
      })
      reply.write('retry: 2000\n\n')
      const one: Listening = {
        topics: new Set(allowed),
        // Listening to an area hears all below it.
        areas: allowed.filter((topic) => topic.startsWith('area:')).map((topic) => areaPrefix(topic.slice(5))),
        reply,
        caller: callerOf(actor, address),
        until: Date.now() + lifeMs,
      }
      joined.add(one)
      reply.on('close', () => joined.delete(one))
    },
    count: () => joined.size,
    stop: async () => {
      isStopped = true
      clearInterval(beat)
      clearTimeout(spreading)
      for (const one of joined) one.reply.end()
      await client?.end().catch(() => {})
    },
  }
}
