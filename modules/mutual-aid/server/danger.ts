/** Something is wrong, or somebody is in danger: the community is called, and whoever goes there may look up the door. */
import { identity } from '@liren/identity/contract'
import { answer, secretsOf } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { organisation } from '@liren/organisation/contract'
import { people } from '@liren/people/contract'
import { mutualAid } from '../contract.ts'
import { canCall, canMove } from '../help-request.ts'
import { emitMoved } from './help.ts'
import { type AidWork, ownPersonId, placeOf, shown } from './shown.ts'
import { type HelpRow, store } from './store.ts'

/** Everybody who works in that community hears it at once; the door is not in the words, it is looked up. */
const alarm = async (work: AidWork, row: HelpRow, matterId: string, text: string) => {
  const staff = new Set<string>()
  for (const role of ['communityWorker', 'gridWorker', 'communityAdmin'] as const)
    for (const id of await work.use(identity).holders({ role, area: row.areaCode })) staff.add(id)
  if (staff.size > 0)
    await work.use(notices).send({
      to: { accountIds: [...staff] },
      topic: 'mutual-aid.danger',
      template: 'mutual-aid.danger',
      facts: { building: row.building, text },
      link: `/mutual-aid/danger/${row.id}`,
      urgency: 'urgent',
      onceKey: `mutual-aid/danger ${matterId} ${row.isUrgent}`,
    })
}

const open = async (
  work: AidWork,
  row: HelpRow,
  me: string,
  asked: { readonly text: string; readonly isUrgent: boolean },
) => {
  const unit = await work.use(organisation).unitOfArea(row.areaCode, 'residentsCommittee')
  return work.use(matters).open({
    process: 'help-dispute',
    subjectId: row.id,
    title: work.bothWords(asked.isUrgent ? 'mutual-aid.dangerTitle' : 'mutual-aid.disputeTitle', { wish: row.wish })[
      'zh-CN'
    ],
    summary: asked.text,
    areaCode: row.areaCode,
    source: 'mutual-aid',
    letter: 'H',
    grade: asked.isUrgent ? 4 : 2,
    isPublic: false,
    ...(unit ? { holder: { unitId: unit.id, unitName: unit.name } } : {}),
    reporter: { accountId: work.actor.id, personId: me, name: work.actor.name },
  })
}

export const dispute = answer(mutualAid, 'dispute', async (work, { params, body }) => {
  const me = ownPersonId(work)
  const row = await store(work.db).lock(params.id)
  if (!row || (row.askerId !== me && row.helperId !== me)) throw work.refuse('not-found')
  if (!(body.isUrgent ? canCall(row.state) : canMove(row.state, 'dispute')))
    throw work.refuse('wrong-state', { state: row.state })
  const said = body.text.trim()
  if (!body.isUrgent && said.length < 2) throw work.refuse('say-what', {}, 'text')
  const text = said || work.words('mutual-aid.noWords')
  // In a quarrel that became a danger it stays the same matter; whoever works there hears it anew.
  const known = row.matterId ? await work.use(matters).read(row.matterId) : null
  const matter = known ?? (await open(work, row, me, { text, isUrgent: body.isUrgent }))
  if (body.isUrgent) await alarm(work, row, matter.id, text)
  await store(work.db).set(row.id, { state: 'disputed', matterId: matter.id, isUrgent: row.isUrgent || body.isUrgent })
  emitMoved(work, row, 'disputed')
  work.emit(
    'disputed',
    { requestId: row.id, matterId: matter.id, communityCode: row.areaCode, isUrgent: body.isUrgent },
    [`area:${row.areaCode}`],
  )
  work.audit({ object: `help-request:${row.id}`, area: row.areaCode, facts: { isUrgent: body.isUrgent } })
  return { matterId: matter.id, number: matter.number }
})

const calledOut = async (work: AidWork, id: string) => {
  const row = await store(work.db).find(id)
  if (!row?.isUrgent || !work.may('help.rescue', { area: row.areaCode })) throw work.refuse('not-found')
  return row
}

export const danger = answer(mutualAid, 'danger', async (work, { params }) => {
  const row = await calledOut(work, params.id)
  return { ...shown(row, null), matterId: row.matterId }
})

/** Only while the danger lasts: once it is settled, the door is nobody's business. */
export const place = answer(mutualAid, 'place', async (work, { params }) => {
  const row = await calledOut(work, params.id)
  if (row.state !== 'disputed') throw work.refuse('wrong-state', { state: row.state })
  await work.use(people).noteLook({
    personIds: [row.askerId],
    fields: ['mutual-aid.place'],
    purpose: 'emergency',
    reason: work.words('mutual-aid.placeLook', { wish: row.wish }),
  })
  const known = await work.use(people).persons([row.askerId, ...(row.helperId ? [row.helperId] : [])])
  const nameOf = (id: string | null) => known.find((one) => one.id === id)?.displayName ?? null
  work.audit({ object: `help-request:${row.id}`, area: row.areaCode, facts: { looked: 'place' } })
  return {
    building: row.building,
    exactPlace: row.placeSealed === '' ? null : secretsOf(work).open(row.placeSealed, placeOf(row.id)),
    askerName: nameOf(row.askerId),
    helperName: nameOf(row.helperId),
    wish: row.wish,
  }
})
