/** The desk of ports and links: how they fare, what went through them, and the switch that stops a port at once. */
import { dayOf } from '@liren/contract/day'
import { answer } from '@liren/kernel'
import { refuseField } from '@liren/kernel/validation'
import { toolLibrary } from '../../contract.ts'
import type { CallOutcome } from '../../routes-outside.ts'
import type { LibraryWork } from '../edition.ts'
import { type Figures, portStore, type ReachRecord, reachStore } from '../store-outside.ts'
import { portSecret } from './secret.ts'

const day = 86_400_000
const figuresDays = 30
const iso = (at: Date | null) => at?.toISOString() ?? null

const shownReach = (row: ReachRecord) => ({
  toolId: row.toolId,
  kind: row.kind === 'port' ? ('port' as const) : ('linked' as const),
  name: row.head.name,
  unit: row.head.unit,
  host: new URL(row.url).host,
  fails: row.fails,
  isDown: row.isDown,
  why: row.why,
  checkedAt: iso(row.checkedAt),
  answeredAt: iso(row.answeredAt),
  downSince: iso(row.downSince),
})

const share = (part: number, whole: number) => (whole === 0 ? null : Math.round((part / whole) * 1000) / 1000)

const shownFigures = (one: Figures | undefined) => ({
  calls: one?.calls ?? 0,
  answeredShare: share(one?.answered ?? 0, one?.calls ?? 0),
  p50Ms: one?.p50 ?? null,
  p95Ms: one?.p95 ?? null,
  upShare: share(one?.checksAnswered ?? 0, one?.checks ?? 0),
})

export const reach = answer(toolLibrary, 'reach', async (work) => ({
  items: (await reachStore(work.db).all()).map(shownReach),
}))

/** Asked for by hand: the job does it, so that nobody waits for somebody else's server. */
export const checkNow = answer(toolLibrary, 'checkReach', async (work, { params }) => {
  if (!(await reachStore(work.db).one(params.id))) throw work.refuse('not-found')
  work.enqueue('check-reach', { toolId: params.id }, { key: params.id })
})

const allPorts = async (work: LibraryWork) => {
  const since = new Date(work.now.getTime() - figuresDays * day)
  const [rows, figures, reaches] = await Promise.all([
    portStore(work.db).all(),
    portStore(work.db).figures(since, dayOf(since)),
    reachStore(work.db).all(),
  ])
  return Promise.all(
    rows.map(async (row) => {
      const { port } = row.document
      const found = reaches.find(({ toolId }) => toolId === row.toolId)
      return {
        toolId: row.toolId,
        version: row.version,
        name: row.head.name,
        unit: row.head.unit,
        host: port ? new URL(port.url).host : '',
        isOn: row.isOn,
        because: row.because,
        hasSecret: (await portSecret(work, row.toolId)) !== '',
        sends: [...(port?.sends ?? [])],
        receives: [...(port?.receives ?? [])],
        clear: row.clear,
        clearBecause: row.clearBecause,
        perMinute: port?.perMinute ?? 0,
        answerWithinMs: port?.answerWithinMs ?? 0,
        promisedPercent: port?.promisedPercent ?? null,
        restsUntil: row.restsUntil && row.restsUntil > work.now ? row.restsUntil.toISOString() : null,
        reach: found ? shownReach(found) : null,
        sla: shownFigures(figures.find(({ toolId }) => toolId === row.toolId)),
      }
    }),
  )
}

const onePort = async (work: LibraryWork, id: string) => {
  const found = (await allPorts(work)).find(({ toolId }) => toolId === id)
  if (!found) throw work.refuse('not-found')
  return found
}

export const ports = answer(toolLibrary, 'ports', async (work) => ({ items: await allPorts(work) }))

export const portCalls = answer(toolLibrary, 'portCalls', async (work, { params, query }) => {
  const limit = query.limit ?? 20
  const after = query.after && /^[0-9a-f-]{36}$/.test(query.after) ? query.after : null
  const rows = await portStore(work.db).calls(params.id, after, limit + 1)
  const items = rows.slice(0, limit)
  return {
    items: items.map(({ id, at, areaCode, outcome, status, ms, sent, clear, received }) => ({
      id,
      at: at.toISOString(),
      areaCode,
      // Written by this module from the same list.
      outcome: outcome as CallOutcome,
      status,
      ms,
      sent,
      clear,
      received,
    })),
    next: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
  }
})

export const switchPort = answer(toolLibrary, 'switchPort', async (work, { params, body }) => {
  const store = portStore(work.db)
  if (!(await store.one(params.id))) throw work.refuse('not-found')
  await store.turn(params.id, body.isOn, body.because, work.now, work.actor.id)
  work.audit({ object: `tool:${params.id}`, facts: { isOn: body.isOn, because: body.because } })
  work.emit('port-switched', { toolId: params.id, isOn: body.isOn })
  return onePort(work, params.id)
})

export const letThrough = answer(toolLibrary, 'letThrough', async (work, { params, body }) => {
  const port = await onePort(work, params.id)
  const stray = body.keys.find((key) => !port.sends.includes(key))
  if (stray !== undefined) throw refuseField('keys', 'enum')
  await portStore(work.db).let(params.id, body.keys, body.because, work.now, work.actor.id)
  work.audit({ object: `tool:${params.id}`, facts: { clear: body.keys, because: body.because } })
  return onePort(work, params.id)
})
