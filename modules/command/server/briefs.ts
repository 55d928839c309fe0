/** The daily report 简报: written from the records of a day, put into words, issued; what is issued stays. */
import { answer } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { territory } from '@liren/territory/contract'
import { command } from '../contract.ts'
import { dayOf } from '../facts.ts'
import type { CommandWork } from './count.ts'
import { type Brief, briefStore } from './store-briefs.ts'

/** A report goes to many desks and onto paper: what only few may open is in none of its figures. */
const nowhere = { everywhere: false, areas: [], units: [] }

const line = (brief: Brief, names: ReadonlyMap<string, string>) => ({
  id: brief.id,
  areaCode: brief.areaCode,
  areaName: names.get(brief.areaCode) ?? brief.areaCode,
  onDay: brief.onDay,
  state: brief.state,
  writtenByName: brief.writtenByName,
  writtenAt: brief.writtenAt.toISOString(),
  issuedByName: brief.issuedByName,
  issuedAt: brief.issuedAt?.toISOString() ?? null,
})

const whole = async (work: CommandWork, brief: Brief) => {
  const names = await work.use(territory).areaNames([brief.areaCode])
  // What was restricted since keeps its number, and no title.
  const open = await briefStore(work.db).unrestricted(brief.facts.emergencies.map(({ id }) => id))
  const rows = await work.use(matters).rows(open)
  const titles = new Map(rows.map(({ id, title }) => [id, title]))
  return {
    ...line(brief, names),
    text: brief.text,
    facts: {
      ...brief.facts,
      topics: [...brief.facts.topics],
      campaigns: [...(brief.facts.campaigns ?? [])],
      emergencies: brief.facts.emergencies.map((one) => ({ ...one, title: titles.get(one.id) ?? null })),
    },
  }
}

/** For those who write there, also as a draft; for whoever sees the board there, once it is issued. */
const found = async (work: CommandWork, id: string, permission: 'brief.write' | 'board.read') => {
  const brief = await briefStore(work.db).read(id)
  const mayWrite = brief !== null && work.may('brief.write', { area: brief.areaCode })
  const mayRead =
    mayWrite ||
    (permission === 'board.read' && brief?.state === 'issued' && work.may(permission, { area: brief.areaCode }))
  if (!brief || !mayRead) throw work.refuse('not-found')
  return brief
}

export const writeBrief = answer(command, 'writeBrief', async (work, { body }) => {
  work.must('brief.write', { area: body.area })
  if (body.onDay > dayOf(work.now.getTime())) throw work.refuse('day-not-come', {}, 'onDay')
  const reach = { scope: work.scope('brief.write'), restricted: nowhere, area: body.area }
  const facts = await briefStore(work.db).factsOf(reach, body.onDay, work.now)
  const brief = await briefStore(work.db).write(body.area, body.onDay, facts, work.actor, work.now)
  if (!brief) throw work.refuse('not-found')
  work.audit({ object: brief.id, area: body.area, facts: { day: body.onDay } })
  return whole(work, brief)
})

export const editBrief = answer(command, 'editBrief', async (work, { params, body }) => {
  const before = await found(work, params.id, 'brief.write')
  const brief = await briefStore(work.db).edit(params.id, body.text, work.actor, work.now)
  if (!brief) throw work.refuse('issued-already')
  work.audit({ object: brief.id, area: before.areaCode, facts: { day: before.onDay } })
  return whole(work, brief)
})

export const issueBrief = answer(command, 'issueBrief', async (work, { params }) => {
  const before = await found(work, params.id, 'brief.write')
  const brief = await briefStore(work.db).issue(params.id, work.actor, work.now)
  if (!brief) throw work.refuse('issued-already')
  work.audit({ object: brief.id, area: before.areaCode, facts: { day: before.onDay } })
  return whole(work, brief)
})

export const brief = answer(command, 'brief', async (work, { params }) =>
  whole(work, await found(work, params.id, 'board.read')),
)

export const briefs = answer(command, 'briefs', async (work, { query }) => {
  const page = await briefStore(work.db).page(
    work.scope('board.read'),
    work.scope('brief.write'),
    query.after,
    query.limit ?? 30,
  )
  const names = await work.use(territory).areaNames([...new Set(page.items.map(({ areaCode }) => areaCode))])
  return { items: page.items.map((one) => line(one, names)), next: page.next }
})
