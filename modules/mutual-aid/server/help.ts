/** Help on its way: taken by a verified neighbour, begun with the code told at the door, done, thanked; or not. */
import { identity } from '@liren/identity/contract'
import { answer, secretsOf } from '@liren/kernel'
import { notices } from '@liren/notices/contract'
import { people } from '@liren/people/contract'
import { type Because, dayOf, points } from '@liren/points/contract'
import { mutualAid } from '../contract.ts'
import { canMove, grownUpFrom, type HelpMove, hoursLeft, isWithMinors, moves, oldFrom } from '../help-request.ts'
import { holdOf } from './ask.ts'
import { type AidWork, codeOf, newCode, ownPersonId, shownDetail, wordsOf } from './shown.ts'
import { type HelpRow, store } from './store.ts'

const streetOf = (area: string) => area.slice(0, 9)

/** Told to this neighbour: at home in its community or, where it is told along the street, in one of the street. */
const isNear = (work: AidWork, { areaCode, reach }: HelpRow): boolean =>
  work.may('help.join', { area: areaCode }) ||
  (reach === 'street' && work.scope('help.join').areas.some((area) => area.startsWith(streetOf(areaCode))))

export const read = answer(mutualAid, 'read', async (work, { params }) => {
  const me = ownPersonId(work)
  const row = await store(work.db).find(params.id)
  const isParty = row?.askerId === me || row?.helperId === me
  if (!row || !(isParty || (row.state === 'open' && isNear(work, row)))) throw work.refuse('not-found')
  return shownDetail(work, row, me)
})

/** So often one helper may give the same request back and take it again. */
const givenBackAtMost = 3

/** The request held, for a move this person may make from here. */
export const held = async (work: AidWork, id: string, move: HelpMove): Promise<HelpRow> => {
  const me = ownPersonId(work)
  const row = await store(work.db).lock(id)
  const isParty = row?.askerId === me || row?.helperId === me
  if (!row || !(isParty || (row.state === 'open' && isNear(work, row)))) throw work.refuse('not-found')
  const { by } = moves[move]
  if ((by === 'asker' && row.askerId !== me) || (by === 'helper' && row.helperId !== me)) throw work.refuse('not-yours')
  if (!canMove(row.state, move)) throw work.refuse('wrong-state', { state: row.state })
  return row
}

export const tell = async (
  work: AidWork,
  row: HelpRow,
  to: string | null,
  template: 'taken' | 'done' | 'thanked' | 'returned' | 'approved' | 'declined' | 'expired' | 'settled',
  note = '',
) => {
  if (!to) return
  await work.use(notices).send({
    to: { personIds: [to] },
    topic: 'mutual-aid.requests',
    template: `mutual-aid.${template}`,
    facts: { wish: row.wish, note },
    link: `/mutual-aid/${row.id}`,
    onceKey: `mutual-aid/${template} ${row.id} ${row.takes}`,
  })
}

/** Tells whoever has it open that it is in another state. */
export const emitMoved = (work: AidWork, row: HelpRow, state: HelpRow['state']) =>
  work.emit('moved', { requestId: row.id, communityCode: row.areaCode, state }, [`area:${row.areaCode}`])

/** Sets what changed and answers with the whole as it is now. */
const changed = async (work: AidWork, row: HelpRow, change: Partial<HelpRow>) => {
  await store(work.db).set(row.id, change)
  work.audit({ object: `help-request:${row.id}`, area: row.areaCode, facts: { state: change.state ?? row.state } })
  if (change.state) emitMoved(work, row, change.state)
  return shownDetail(work, { ...row, ...change }, ownPersonId(work))
}

export const take = answer(mutualAid, 'take', async (work, { params }) => {
  const me = ownPersonId(work)
  const register = work.use(people)
  const row = await held(work, params.id, 'take')
  if (row.askerId === me) throw work.refuse('not-yours')
  const homes = await register.householdsOf(me)
  if (homes.some(({ members }) => members.some(({ personId }) => personId === row.askerId)))
    throw work.refuse('own-household')
  const memberships = await register.memberships(me)
  const verified = memberships.find(
    ({ state, communityCode }) => state === 'verified' && streetOf(communityCode) === streetOf(row.areaCode),
  )
  if (!verified) throw work.refuse('not-verified')
  const facts = await register.facts(me)
  const askerAge = (await register.facts(row.askerId))?.age
  // Alone with an old person or a child goes only who is known to be of age; nobody known to be younger helps at all.
  const needsGrownUp =
    row.forWhom !== 'self' ||
    isWithMinors({ ...row, text: wordsOf(row) }) ||
    (askerAge !== undefined && (askerAge < grownUpFrom || askerAge >= oldFrom))
  if ((facts?.age ?? (needsGrownUp ? 0 : grownUpFrom)) < grownUpFrom) throw work.refuse('too-young')
  if (row.groupId && (await store(work.db).group(row.groupId)).some((one) => one.helperId === me))
    throw work.refuse('helping-already')
  if (row.givenBackBy.filter((one) => one === me).length >= givenBackAtMost) throw work.refuse('given-back')
  if (row.hours > 0) {
    await store(work.db).lockHelper(me)
    const today = await store(work.db).hoursOn(me, dayOf(row.startsAt))
    const ahead = await store(work.db).hoursAhead(me)
    const { free, held: aside } = await work.use(points).balance({ personId: me }, 'hour')
    if (row.hours > hoursLeft(today, free + aside + ahead)) throw work.refuse('hours-cap')
  }
  work.emit('taken', { requestId: row.id, communityCode: row.areaCode }, [`area:${row.areaCode}`])
  const change = {
    state: 'taken' as const,
    helperId: me,
    helperAccountId: work.actor.id,
    helperArea: facts?.areaCode?.slice(0, 12) ?? row.areaCode,
    takenAt: work.now,
    takes: row.takes + 1,
    // Whoever took it before and guessed at the code knows nothing of this one.
    codeSealed: newCode(work, row.id),
    wrongCodes: 0,
  }
  await tell(work, { ...row, ...change }, row.askerId, 'taken')
  return changed(work, row, change)
})

const free = {
  state: 'open' as const,
  helperId: null,
  helperAccountId: null,
  helperArea: null,
  takenAt: null,
}

export const giveBack = answer(mutualAid, 'giveBack', async (work, { params }) => {
  const row = await held(work, params.id, 'giveBack')
  await tell(work, row, row.askerId, 'returned')
  return changed(work, row, {
    ...free,
    givenBackBy: row.helperId ? [...row.givenBackBy, row.helperId] : row.givenBackBy,
  })
})

export const missed = answer(mutualAid, 'missed', async (work, { params }) => {
  const row = await held(work, params.id, 'missed')
  if (work.now < row.startsAt) throw work.refuse('too-early')
  if (row.helperId)
    work.emit('no-show', {
      requestId: row.id,
      askerId: row.askerId,
      helperId: row.helperId,
      communityCode: row.areaCode,
      hours: row.hours,
    })
  return changed(work, row, free)
})

/** After so many wrong codes the request must be given back and taken anew. */
const triesAllowed = 10

export const start = answer(mutualAid, 'start', async (work, { params, body }) => {
  const row = await held(work, params.id, 'start')
  if (row.wrongCodes >= triesAllowed) throw work.refuse('too-many-tries')
  // A wrong code is answered, not refused, so that its count stays.
  const isRight = secretsOf(work).open(row.codeSealed, codeOf(row.id)) === body.code
  return changed(work, row, isRight ? { state: 'started', startedAt: work.now } : { wrongCodes: row.wrongCodes + 1 })
})

export const done = answer(mutualAid, 'done', async (work, { params }) => {
  const row = await held(work, params.id, 'done')
  await tell(work, row, row.askerId, 'done')
  return changed(work, row, { state: 'done', doneAt: work.now })
})

/** What was set aside goes to the helper; points follow by the rule of the preset, which hears `thanked`. */
export const pay = async (work: AidWork, row: HelpRow, score: number) => {
  if (!row.helperId) return
  if (row.hours > 0)
    await work
      .use(points)
      .capture(
        holdOf(row.id),
        { personId: row.helperId },
        work.bothWords('mutual-aid.because.helped', { wish: row.wish }),
        row.helperId,
      )
  work.emit(
    'thanked',
    {
      requestId: row.id,
      askerId: row.askerId,
      helperId: row.helperId,
      communityCode: row.areaCode,
      hours: row.hours,
      score,
    },
    [`area:${row.areaCode}`],
  )
}

/** Paid, and the helper hears of it, with the words that came with the thanks. */
export const reward = async (work: AidWork, row: HelpRow, score: number, words = '') => {
  await pay(work, row, score)
  await tell(work, row, row.helperId, 'thanked', words)
}

export const thank = answer(mutualAid, 'thank', async (work, { params, body }) => {
  const row = await held(work, params.id, 'thank')
  if (row.hours > 0 && (await work.use(identity).isSentByOffice())) throw work.refuse('not-by-staff')
  const askerWords = body.words?.trim() || null
  await reward(work, row, body.score, askerWords ?? '')
  return changed(work, row, {
    state: 'thanked',
    isHelperPaid: true,
    askerScore: body.score,
    askerWords,
    doneAt: row.doneAt ?? work.now,
    endedAt: work.now,
  })
})

export const rateAsker = answer(mutualAid, 'rateAsker', async (work, { params, body }) => {
  const me = ownPersonId(work)
  const row = await store(work.db).lock(params.id)
  if (!row || row.helperId !== me) throw work.refuse('not-found')
  if (!['done', 'thanked', 'settled'].includes(row.state)) throw work.refuse('wrong-state', { state: row.state })
  if (row.helperScore !== null) throw work.refuse('rated-already')
  return changed(work, row, { helperScore: body.score })
})

/** Hours set aside come back; those of the pool go back to the pool. */
export const giveHoursBack = async (work: AidWork, row: HelpRow, because: Because) => {
  if (row.hours === 0) return
  const ledger = work.use(points)
  await ledger.release(holdOf(row.id), because)
  if (row.hoursFrom === 'pool')
    await ledger.debit(
      { personId: row.askerId },
      { common: 'pool', area: row.areaCode },
      {
        source: 'mutual-aid',
        key: `${row.id}/pool-back`,
        unit: 'hour',
        amount: row.hours,
        area: row.areaCode,
        because,
      },
    )
}

export const withdraw = answer(mutualAid, 'withdraw', async (work, { params }) => {
  const row = await held(work, params.id, 'withdraw')
  await giveHoursBack(work, row, work.bothWords('mutual-aid.because.withdrawn'))
  await tell(work, row, row.helperId, 'returned')
  return changed(work, row, { state: 'withdrawn', endedAt: work.now })
})
