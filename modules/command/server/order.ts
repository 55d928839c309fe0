/** Orders go down, calls go up, a leader's note becomes tasks, and colleagues are asked into a case's room. */

import { identity } from '@liren/identity/contract'
import { answer } from '@liren/kernel'
import { type Limit, matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { organisation } from '@liren/organisation/contract'
import { territory } from '@liren/territory/contract'
import { command } from '../contract.ts'
import type { CommandWork } from './count.ts'
import { reachFor } from './reach.ts'
import { standOrders } from './stand-orders.ts'
import { type OrderKind, orderStore } from './store-orders.ts'

export const unitNamed = async (work: CommandWork, unitId: string) => {
  const unit = await work.use(organisation).unit(unitId)
  if (!unit || unit.closedAt !== null) throw work.refuse('no-such-unit', {}, 'unitId')
  return { unitId: unit.id, unitName: unit.shortName }
}

type Task = {
  readonly id?: string | undefined
  readonly title: string
  readonly text: string
  readonly unitId: string
  readonly workDays?: number | undefined
  /** Instead of `workDays`, each clock by itself. */
  readonly limits?: Readonly<Record<string, Limit>>
  readonly grade?: 1 | 2 | 3 | 4
  readonly isRestricted?: boolean
}
type About = { readonly areaCode: string; readonly caseId: string | null; readonly launchId?: string }

/** An order, a call or a task of either kind becomes a matter of its own, kept beside what it is about. */
export const openOrder = async (
  work: CommandWork,
  kind: OrderKind,
  task: Task,
  { areaCode, caseId, launchId }: About,
): Promise<{ readonly id: string; readonly number: string; readonly unitId: string; readonly unitName: string }> => {
  const isUp = kind === 'call'
  const holder = await unitNamed(work, task.unitId)
  const days = task.workDays ? { amount: task.workDays, unit: 'workDays' as const } : null
  const limits = task.limits ?? (days ? { [isUp ? 'settle' : 'carryOut']: days } : null)
  const opened = await work.use(matters).open({
    process: isUp ? 'call-up' : 'order',
    ...(task.id ? { id: task.id } : {}),
    title: task.title,
    summary: task.text,
    areaCode: areaCode.slice(0, 12),
    source: kind,
    letter: isUp ? 'H' : 'O',
    holder,
    ...(task.grade ? { grade: task.grade } : {}),
    ...(task.isRestricted ? { isRestricted: true } : {}),
    ...(limits ? { limits } : {}),
    facts: { kind, ...(caseId ? { caseId } : {}), ...(launchId ? { launchId } : {}) },
  })
  await orderStore(work.db).keep({
    matterId: opened.id,
    kind,
    caseId,
    launchId: launchId ?? null,
    areaCode,
    madeAt: work.now,
    madeBy: work.actor.id,
  })
  await standOrders(work, [opened.id])
  return { id: opened.id, number: opened.number, ...holder }
}

/** The area of an order about a case is the case's, which must be in sight. */
const placeOf = async (work: CommandWork, body: { caseId?: string | undefined; area?: string | undefined }) => {
  if (body.caseId) return (await work.use(matters).see(body.caseId, true)).areaCode
  if (!body.area) throw work.refuse('place-missing', {}, 'area')
  return body.area
}

/** Sent once more, because the phone never heard that it had arrived: what came of it the first time. Another's is nobody's business. */
const sentBefore = async (work: CommandWork, id: string | undefined) => {
  const known = id ? await orderStore(work.db).madeBy(id) : null
  if (!id || !known) return null
  if (known.madeBy !== work.actor.id) throw work.refuse('not-found', {}, 'id')
  const [row] = await work.use(matters).rows([id])
  return row ? { id, number: row.number } : null
}

export const issueOrder = answer(command, 'issueOrder', async (work, { body }) => {
  const area = await placeOf(work, body)
  work.must('order.issue', { area })
  const before = await sentBefore(work, body.id)
  if (before) return before
  return openOrder(work, 'order', body, { areaCode: area, caseId: body.caseId ?? null })
})

export const raiseCall = answer(command, 'raiseCall', async (work, { body }) => {
  const area = await placeOf(work, body)
  work.must('call.raise', { area })
  const before = await sentBefore(work, body.id)
  if (before) return before
  return openOrder(work, 'call', body, { areaCode: area, caseId: body.caseId ?? null })
})

export const myCallUps = answer(command, 'myCallUps', async (work, { query }) => {
  if (work.actor.id === null) return { items: [], next: null }
  const page = await orderStore(work.db).callsOf(work.actor.id, query.after, query.limit ?? 30)
  const rows = new Map(
    (await work.use(matters).rows(page.items.map(({ matterId }) => matterId))).map((row) => [row.id, row]),
  )
  return {
    next: page.next,
    items: page.items.flatMap(({ matterId, kind }) => {
      const row = rows.get(matterId)
      return row ? [{ ...row, kind }] : []
    }),
  }
})

/** What stands above: over the caller's own units, then the subdistrict and the centre of the place. Never the caller's own unit. */
export const callTargets = answer(command, 'callTargets', async (work, { query }) => {
  const port = work.use(organisation)
  const own = work.scope('call.raise').units
  const above = await Promise.all(own.map((id) => port.parentOf(id)))
  const there = await Promise.all(
    (['subdistrict', 'commandCentre'] as const).map((kind) => port.unitOfArea(query.area.slice(0, 12), kind)),
  )
  const found = new Map(
    [...above, ...there].flatMap((unit) =>
      unit && unit.closedAt === null && !own.includes(unit.id) ? [[unit.id, unit] as const] : [],
    ),
  )
  return { items: [...found.values()].map(({ id, name }) => ({ id, name })) }
})

/** 批示: the words stand on the case as a supervision, each task goes to its unit as an order. */
export const instruct = answer(command, 'instruct', async (work, { params, body }) => {
  const seen = await work.use(matters).see(params.id)
  work.must('order.issue', { area: seen.areaCode })
  await work.use(matters).supervise(params.id, { level: 'instruction', text: body.text })
  const orders = []
  for (const task of body.tasks)
    orders.push(
      await openOrder(
        work,
        'instruction',
        { ...task, text: body.text },
        { areaCode: seen.areaCode, caseId: params.id },
      ),
    )
  await work.use(matters).note(params.id, { what: 'instructed', facts: { tasks: orders.map(({ number }) => number) } })
  return { orders }
})

/** 会商: people of these units who take work in come into the room, and are told why. */
export const confer = answer(command, 'confer', async (work, { params, body }) => {
  const seen = await work.use(matters).see(params.id)
  const [life] = await work.use(matters).histories({ ids: [params.id] })
  const accountIds = new Set<string>()
  for (const unitId of body.unitIds) {
    await unitNamed(work, unitId)
    const hands = await work.use(identity).holders({ role: 'handler', unitId })
    for (const id of hands.length > 0 ? hands : await work.use(organisation).accountsAt(unitId)) accountIds.add(id)
  }
  if (accountIds.size === 0) throw work.refuse('nobody-there', {}, 'unitIds')
  const people = await work.use(identity).accounts([...accountIds].slice(0, 20))
  const came = await work.use(matters).invite(
    params.id,
    people.map(({ id, displayName }) => ({ accountId: id, name: displayName })),
  )
  await work.use(matters).say(params.id, { text: body.text, isPublic: false })
  await work.use(matters).note(params.id, { what: 'conferred', facts: { people: people.length } })
  await work.use(notices).send({
    to: { accountIds: [...accountIds].slice(0, 20) },
    topic: 'command.call',
    template: life?.isRestricted ? 'command.callHidden' : 'command.conferred',
    facts: life?.isRestricted ? {} : { number: seen.number, title: seen.title, because: body.text },
    link: `/matters/${params.id}`,
    urgency: 'urgent',
    object: `matter:${params.id}`,
    sender: { area: seen.areaCode },
  })
  return { came: came.length, people: people.length }
})

/** What was ordered and called for in an area, the latest first. */
export const orders = answer(command, 'orders', async (work, { query }) => {
  const { state = 'open', unit, kind, after, limit = 30 } = query
  const page = await orderStore(work.db).page(reachFor(work, query.area), {
    state,
    unit,
    kind,
    now: work.now,
    after,
    limit,
  })
  const rows = new Map(
    (await work.use(matters).rows(page.items.map(({ matterId }) => matterId))).map((row) => [row.id, row]),
  )
  const names = await work.use(territory).areaNames([...new Set(page.items.map(({ areaCode }) => areaCode))])
  return {
    next: page.next,
    items: page.items.flatMap(({ matterId, kind, caseId, launchId, areaCode, takeDueAt, takenAt }) => {
      const row = rows.get(matterId)
      if (!row) return []
      return [
        {
          ...row,
          kind,
          caseId,
          launchId,
          areaName: names.get(areaCode) ?? areaCode,
          takeDueAt: takeDueAt?.toISOString() ?? null,
          takenAt: takenAt?.toISOString() ?? null,
        },
      ]
    }),
  }
})

export const ordersOf = answer(command, 'ordersOf', async (work, { params }) => {
  await work.use(matters).see(params.id, true)
  const kept = await orderStore(work.db).ofCase(params.id)
  const rows = new Map((await work.use(matters).rows(kept.map(({ matterId }) => matterId))).map((row) => [row.id, row]))
  return {
    items: kept.flatMap(({ matterId, kind }) => {
      const row = rows.get(matterId)
      return row ? [{ ...row, kind }] : []
    }),
  }
})
