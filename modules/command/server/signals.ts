/** Warning signals 预警信号: given for an area, on the boards of everybody it concerns, lifted or over by themselves. */
import { answer, uuidv7 } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { command } from '../contract.ts'
import type { CommandWork } from './count.ts'
import { type Signal, signalStore } from './store-signals.ts'

const viewOf = (work: CommandWork, one: Signal, names: ReadonlyMap<string, string>) => ({
  id: one.id,
  areaCode: one.areaCode,
  areaName: names.get(one.areaCode) ?? one.areaCode,
  kind: one.kind,
  level: one.level,
  text: one.text,
  givenAt: one.givenAt.toISOString(),
  givenByName: one.givenByName,
  until: one.untilAt.toISOString(),
  endedAt: one.endedAt?.toISOString() ?? null,
  endedByName: one.endedByName,
  mayEnd: one.endedAt === null && one.untilAt > work.now && work.may('signal.give', { area: one.areaCode }),
})

export const signals = answer(command, 'signals', async (work, { query }) => {
  const page = await signalStore(work.db).page(work.scope('board.read'), {
    area: query.area?.slice(0, 12) ?? null,
    isNow: (query.state ?? 'now') === 'now',
    now: work.now,
    after: query.after,
    limit: query.limit ?? 20,
  })
  const names = await work.use(territory).areaNames([...new Set(page.items.map(({ areaCode }) => areaCode))])
  return { next: page.next, items: page.items.map((one) => viewOf(work, one, names)) }
})

const tell = (work: CommandWork, { id, areaCode }: Pick<Signal, 'id' | 'areaCode'>) =>
  work.emit('signalled', { signalId: id, areaCode }, [`area:${areaCode}`, 'board:all'])

export const giveSignal = answer(command, 'giveSignal', async (work, { body }) => {
  work.must('signal.give', { area: body.area })
  if (!(await work.use(territory).area(body.area))) throw work.refuse('place-missing', {}, 'area')
  const untilAt = new Date(body.until)
  if (untilAt <= work.now) throw work.refuse('until-past', {}, 'until')
  const { area: areaCode, kind, level, text } = body
  const one: Signal = {
    id: uuidv7(),
    areaCode,
    kind,
    level,
    text,
    givenAt: work.now,
    givenByName: work.actor.name,
    untilAt,
    endedAt: null,
    endedByName: null,
  }
  await signalStore(work.db).give(one)
  tell(work, one)
  work.audit({ object: `signal:${one.id}`, area: areaCode, facts: { kind, level } })
  return viewOf(work, one, await work.use(territory).areaNames([areaCode]))
})

export const endSignal = answer(command, 'endSignal', async (work, { params }) => {
  const store = signalStore(work.db)
  const one = await store.lock(params.id)
  if (!one || !work.may('signal.give', { area: one.areaCode })) throw work.refuse('not-found')
  if (one.endedAt !== null || one.untilAt <= work.now) throw work.refuse('over-already')
  await store.end(one.id, work.now, work.actor.name)
  tell(work, one)
  work.audit({ object: `signal:${one.id}`, area: one.areaCode })
  return undefined
})
