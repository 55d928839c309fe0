/** Paper mode 纸质模式: sheets are handed out by number, and entered afterwards as orders with the times people wrote down. */
import { answer, secretsOf, uuidv7 } from '@liren/kernel'
import { matters, type PastAct } from '@liren/matters/contract'
import { territory } from '@liren/territory/contract'
import { command } from '../contract.ts'
import { dayOf } from '../facts.ts'
import { impossibleTime, paperNumber } from '../paper.ts'
import type { CommandWork } from './count.ts'
import { unitNamed } from './order.ts'
import { standOrders } from './stand-orders.ts'
import { orderStore } from './store-orders.ts'
import { paperStore } from './store-papers.ts'

export const papers = answer(command, 'papers', async (work, { query }) => {
  const page = await paperStore(work.db).page(work.scope('paper.enter'), {
    area: query.area ?? null,
    state: query.state,
    after: query.after ?? '',
    limit: query.limit ?? 50,
  })
  const names = await work.use(territory).areaNames([...new Set(page.items.map(({ areaCode }) => areaCode))])
  return {
    next: page.next,
    items: page.items.map((paper) => ({
      number: paper.number,
      areaCode: paper.areaCode,
      areaName: names.get(paper.areaCode) ?? paper.areaCode,
      handedOutAt: paper.handedOutAt.toISOString(),
      handedOutByName: paper.handedOutByName,
      state:
        paper.voidedBecause !== null
          ? ('void' as const)
          : paper.enteredAs !== null
            ? ('entered' as const)
            : ('open' as const),
      matterId: paper.enteredAs,
      matterNumber: paper.enteredNumber,
      caseId: paper.openedCaseId,
      enteredByName: paper.enteredByName,
      enteredAt: paper.enteredAt?.toISOString() ?? null,
      voidedBecause: paper.voidedBecause,
    })),
  }
})

export const handOutPapers = answer(command, 'handOutPapers', async (work, { body }) => {
  work.must('paper.enter', { area: body.area })
  const store = paperStore(work.db)
  const day = dayOf(work.now.getTime())
  const first = await store.reserve(day, body.count)
  const numbers = Array.from({ length: body.count }, (_, index) => paperNumber(day, body.area, first + index))
  await store.handOut(numbers, body.area, work.actor.name, work.now)
  work.audit({ object: `paper:${numbers[0]}`, area: body.area, facts: { count: body.count } })
  return { numbers }
})

type Entry = Parameters<Parameters<typeof answer<typeof command, 'enterPaper'>>[2]>[1]['body']

/** What the sheet tells goes to whoever has cases, under an id that the order knows already. */
const reportFrom = async (
  work: CommandWork,
  paper: { readonly number: string },
  { title, text, dispatchedAt }: Entry,
  { area, address, isUrgent, reporterName, reporterPhone }: NonNullable<Entry['newCase']>,
) => {
  if (area.length < 12 || /000$/.test(area.slice(0, 12)) || !(await work.use(territory).area(area)))
    throw work.refuse('place-missing', {}, 'newCase.area')
  work.must('paper.enter', { area: area.slice(0, 12) })
  const caseId = uuidv7()
  const contact = reporterPhone ? { phone: reporterPhone, ...(reporterName ? { name: reporterName } : {}) } : null
  work.emit('paper-reported', {
    caseId,
    text: text.startsWith(title) ? text : `${title}。${text}`,
    areaCode: area.slice(0, 12),
    cellCode: area.length === 15 ? area : null,
    address: address ?? null,
    isUrgent: isUrgent ?? false,
    at: dispatchedAt,
    paper: paper.number,
    enteredById: work.actor.id,
    contactSealed: contact ? secretsOf(work).seal(JSON.stringify(contact), `command:contact:${caseId}`) : null,
  })
  return caseId
}

export const enterPaper = answer(command, 'enterPaper', async (work, { params, body }) => {
  const store = paperStore(work.db)
  const paper = await store.lock(params.number)
  if (!paper || !work.may('paper.enter', { area: paper.areaCode })) throw work.refuse('not-found')
  if (paper.enteredAt !== null) throw work.refuse('entered-already')
  const times = {
    dispatchedAt: new Date(body.dispatchedAt),
    receivedAt: body.receivedAt ? new Date(body.receivedAt) : null,
    doneAt: body.doneAt ? new Date(body.doneAt) : null,
  }
  const wrong = impossibleTime(times, paper.handedOutAt, work.now)
  if (wrong) throw work.refuse('time-not-possible', {}, wrong)
  if (times.doneAt !== null && !body.result) throw work.refuse('result-missing', {}, 'result')
  const found = body.caseNumber
    ? (await work.use(matters).list({ q: body.caseNumber, limit: 5 })).items.find(
        ({ number }) => number === body.caseNumber,
      )
    : null
  if (body.caseNumber && !found) throw work.refuse('no-such-case', {}, 'caseNumber')
  if (found && body.newCase) throw work.refuse('case-twice', {}, 'caseNumber')
  const caseId = body.newCase ? await reportFrom(work, paper, body, body.newCase) : (found?.id ?? null)
  const holder = await unitNamed(work, body.unitId)
  const hand = { accountId: null, name: body.receivedBy ?? holder.unitName, unitId: holder.unitId }
  const acts: PastAct[] = [
    ...(times.receivedAt ? [{ kind: 'move', move: 'receive', at: times.receivedAt, by: hand } as const] : []),
    ...(times.doneAt && body.result
      ? [{ kind: 'move', move: 'report', at: times.doneAt, by: hand, facts: { note: body.result } } as const]
      : []),
  ]
  const areaCode = found?.areaCode ?? body.newCase?.area ?? paper.areaCode
  const [opened] = await work.use(matters).openMany([
    {
      process: 'order',
      title: body.title,
      summary: body.text,
      areaCode: areaCode.slice(0, 12),
      source: 'paper',
      letter: 'O',
      holder,
      openedAt: times.dispatchedAt,
      openedBy: { accountId: work.actor.id, name: work.actor.name },
      reporter: { accountId: work.actor.id, name: work.actor.name },
      ...(body.workDays ? { limits: { carryOut: { amount: body.workDays, unit: 'workDays' } } } : {}),
      facts: { kind: 'paper', paper: paper.number, ...(caseId ? { caseId } : {}) },
      acts,
    },
  ])
  if (!opened) throw work.refuse('not-found')
  await orderStore(work.db).keep({
    matterId: opened.id,
    kind: 'paper',
    caseId,
    launchId: null,
    areaCode,
    madeAt: times.dispatchedAt,
    madeBy: work.actor.id,
  })
  await standOrders(work, [opened.id])
  await store.enter(paper.number, opened, body.newCase ? caseId : null, work.actor.name, work.now)
  work.audit({ object: `matter:${opened.id}`, area: areaCode, facts: { paper: paper.number } })
  return { id: opened.id, number: opened.number }
})

export const voidPaper = answer(command, 'voidPaper', async (work, { params, body }) => {
  const store = paperStore(work.db)
  const paper = await store.lock(params.number)
  if (!paper || !work.may('paper.enter', { area: paper.areaCode })) throw work.refuse('not-found')
  if (paper.enteredAt !== null) throw work.refuse('entered-already')
  await store.cross(paper.number, body.because, work.actor.name, work.now)
  work.audit({ object: `paper:${paper.number}`, area: paper.areaCode, facts: { because: body.because } })
  return undefined
})
