/** 申请与政策同步 Whoever applied is not told of it again, whoever was granted it has been served, and whoever was refused is left in peace for a while. */
import { Id, Nullable, Type } from '@liren/contract'
import { hear } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { benefits } from '../contract.ts'
import { type Deed, dayOf } from './deed.ts'
import { vocabularyOf } from './library.ts'
import { type MatchRow, store } from './store.ts'
import { applicationStore } from './store-applications.ts'
import { rosterStore } from './store-rosters.ts'

const Applied = {
  applicationId: Id,
  itemCode: Type.String(),
  personId: Id,
  enterpriseId: Nullable(Id),
  areaCode: Type.String(),
}
const Submitted = Type.Object(Applied)
const Decided = Type.Object({ ...Applied, outcome: Type.String() })
/** What is applied for in the name of a firm says nothing of whoever handles it. */
const isOwn = (fact: { readonly enterpriseId: string | null }) => fact.enterpriseId === null

const matchesFor = async (work: Deed, personId: string, item: string) =>
  (await store(work.db).of(personId)).filter(({ serviceItem }) => serviceItem === item)

/** The office has it now: nobody calls at the door for the same. */
const endTask = async (work: Deed, match: MatchRow) => {
  const [task] = match.matterId ? await work.use(matters).rows([match.matterId]) : []
  if (task && task.phase !== 'done' && task.process === 'benefit-outreach')
    await work.use(matters).move(task.id, 'applied', {})
}

const told = (match: MatchRow) => ({
  personId: match.personId,
  ruleId: match.ruleId,
  serviceItem: match.serviceItem,
  areaCode: match.areaCode,
})

export const noteApplication = hear(
  benefits,
  'services/submitted',
  Submitted,
  'note-application',
  async (work, { applicationId, personId, itemCode }) => {
    const kept = store(work.db)
    await applicationStore(work.db).keep({ applicationId, personId, serviceItem: itemCode, outcome: null }, work.now)
    for (const match of await matchesFor(work, personId, itemCode)) {
      if (match.state === 'served') continue
      await kept.set(match.id, { state: 'agreed', restsUntil: null, agreedAt: work.now })
      await endTask(work, match)
      if (match.state !== 'agreed') work.emit('agreed', told(match))
    }
    work.audit({ object: `application:${applicationId}`, facts: { item: itemCode } })
  },
  isOwn,
)

/** Somebody who receives it, whatever list a department sends later. */
const grant = async (work: Deed, personId: string, item: string) => {
  const vocabulary = await vocabularyOf(work)
  if (!(`received.${item.replace('-', '')}` in vocabulary)) return
  const rosters = rosterStore(work.db)
  await rosters.lock(item)
  if (!(await rosters.find(item))) {
    const source = work.words('benefits.screen.granted')
    await rosters.keep({ serviceItem: item, source, on: dayOf(work.now), isComplete: false, unitId: null }, work.now)
  }
  await rosters.add(item, [personId])
}

export const noteDecision = hear(
  benefits,
  'services/decided',
  Decided,
  'note-decision',
  async (work, { applicationId, personId, itemCode, outcome }) => {
    const isGranted = outcome === 'approved'
    const kept = store(work.db)
    const row = { applicationId, personId, serviceItem: itemCode }
    // Not taken in, for want of a paper or as a second one, is no answer on whether they are entitled.
    if (outcome === 'declined') await applicationStore(work.db).drop(applicationId)
    else await applicationStore(work.db).keep({ ...row, outcome: isGranted ? 'approved' : 'refused' }, work.now)
    if (isGranted) await grant(work, personId, itemCode)
    for (const match of await matchesFor(work, personId, itemCode)) {
      if (match.state === 'served') continue
      await endTask(work, match)
      await kept.set(match.id, { state: isGranted ? 'served' : 'lapsed', restsUntil: null, decidedAt: work.now })
      if (isGranted) work.emit('served', told(match))
    }
    await kept.changed([personId], work.now)
    work.audit({ object: `application:${applicationId}`, facts: { item: itemCode, outcome } })
  },
  isOwn,
)

/** Taken back, or never corrected: they are still entitled, and may be told again. */
export const noteEnd = hear(
  benefits,
  'services/withdrawn',
  Submitted,
  'note-end',
  async (work, { applicationId, personId, itemCode }) => {
    await applicationStore(work.db).drop(applicationId)
    const kept = store(work.db)
    for (const match of await matchesFor(work, personId, itemCode))
      if (match.state === 'agreed') {
        await kept.set(match.id, { state: 'told', matterId: null })
        await kept.told([match.id], work.now)
      }
    work.audit({ object: `application:${applicationId}`, facts: { item: itemCode } })
  },
  isOwn,
)
