/** A neighbour asks for help; what may not be asked for is refused by kind and words, and hours are set aside at once. */
import { identity } from '@liren/identity/contract'
import { actOf, answer, secretsOf, uuidv7 } from '@liren/kernel'
import { notices } from '@liren/notices/contract'
import { people } from '@liren/people/contract'
import { points } from '@liren/points/contract'
import { territory } from '@liren/territory/contract'
import { mutualAid } from '../contract.ts'
import { banned, grownUpFrom, isLinealElder, isWithMinors } from '../help-request.ts'
import { type AidWork, newCode, ownPersonId, placeOf, shown, shownDetail, wordsOf } from './shown.ts'
import { cursorOf, type HelpRow, store } from './store.ts'

export const holdOf = (id: string) => ({ source: 'mutual-aid', key: id })

/** Only where the register knows: who has no year of birth in it is not kept from asking or helping by this. */
export const isKnownMinor = async (work: AidWork, personId: string): Promise<boolean> =>
  ((await work.use(people).facts(personId))?.age ?? grownUpFrom) < grownUpFrom

/** Hours pay for oneself and for parents and grandparents one lives with. */
const mustBeElder = async (work: AidWork, me: string, forPersonId: string | undefined) => {
  const homes = await work.use(people).householdsOf(me)
  const isOurs = homes.some(({ members }) =>
    members.some((one) => one.personId === forPersonId && isLinealElder(one.relation)),
  )
  if (!isOurs) throw work.refuse('not-elder', {}, 'forPersonId')
}

/** Acts in which a reader outside would rather have somebody look at the words; forgotten with the act. */
const doubted = new WeakSet<object>()

/** A wish is read by neighbours at once: where the mini program's reader is switched on, it is asked before. */
const readAhead = async (
  work: AidWork,
  { body }: { readonly body: Parameters<typeof wordsOf>[0] & { readonly area: string } },
) => {
  work.must('help.join', { area: body.area })
  const read = await work.use(notices).wordsReader()
  if (read && (await read({ text: wordsOf(body), accountId: work.actor.id }))) doubted.add(actOf(work))
}

export const ask = answer(
  mutualAid,
  'ask',
  async (work, { body }) => {
    const me = ownPersonId(work)
    work.must('help.join', { area: body.area })
    const requests = store(work.db)
    const known = await requests.find(body.id)
    if (known) {
      if (known.askerId !== me) throw work.refuse('id-taken')
      return shownDetail(work, known, me)
    }
    const area = await work.use(territory).area(body.area)
    if (area?.level !== 'community') throw work.refuse('unknown-area', {}, 'area')
    const [startsAt, endsAt] = [new Date(body.startsAt), new Date(body.endsAt)]
    if (endsAt <= startsAt || startsAt.getTime() < work.now.getTime() - 60_000)
      throw work.refuse('in-the-past', {}, 'startsAt')
    const asked = { kind: body.kind, text: wordsOf(body), forWhom: body.forWhom }
    const ban = banned({ ...asked, from: startsAt, until: endsAt })
    if (ban) throw work.refuse('banned', { why: work.words(`mutual-aid.ban.${ban}`) }, 'wish')
    const isLookedAt = isWithMinors(asked) || doubted.has(actOf(work)) || (await isKnownMinor(work, me))
    const hoursFrom = body.hours > 0 ? (body.hoursFrom ?? 'mine') : null
    const wanted = body.people ?? 1
    // A request for each neighbour wanted: a code, hours, thanks and, where it must be, a dispute of its own.
    const ids = [body.id, ...Array.from({ length: wanted - 1 }, () => uuidv7())]
    if (hoursFrom) {
      if (await work.use(identity).isSentByOffice()) throw work.refuse('not-by-staff')
      if (body.forWhom === 'elder') await mustBeElder(work, me, body.forPersonId)
      const ledger = work.use(points)
      const booking = { unit: 'hour' as const, amount: body.hours, area: body.area }
      for (const id of ids) {
        if (hoursFrom === 'pool')
          await ledger.fromPool(
            body.area,
            { personId: me },
            { ...booking, source: 'mutual-aid', key: `${id}/pool`, because: work.bothWords('mutual-aid.because.pool') },
          )
        await ledger.hold(
          { personId: me },
          { ...booking, ...holdOf(id), because: work.bothWords('mutual-aid.because.asked') },
        )
      }
    }
    const rowOf = (id: string): HelpRow => ({
      id,
      areaCode: body.area,
      kind: body.kind,
      wish: body.wish.trim(),
      building: body.building.trim(),
      placeSealed: secretsOf(work).seal(body.exactPlace.trim(), placeOf(id)),
      codeSealed: newCode(work, id),
      forWhom: body.forWhom,
      startsAt,
      endsAt,
      hours: body.hours,
      hoursFrom,
      safety: body.safety?.trim() || null,
      // With children in it, asked by one, or in words that are doubted, somebody of the community looks first.
      state: isLookedAt ? ('toCheck' as const) : ('open' as const),
      askerId: me,
      askerAccountId: work.actor.id,
      ...{
        helperId: null,
        helperAccountId: null,
        helperArea: null,
        wrongCodes: 0,
        takes: 0,
        givenBackBy: [],
        isHelperPaid: false,
        askerScore: null,
        askerWords: null,
      },
      ...{
        helperScore: null,
        matterId: null,
        reach: body.reach ?? 'community',
        groupId: wanted > 1 ? body.id : null,
        people: wanted,
        isUrgent: false,
        deskNote: null,
        postedAt: work.now,
        takenAt: null,
        startedAt: null,
        doneAt: null,
        endedAt: null,
      },
    })
    const row = rowOf(body.id)
    for (const id of ids) await requests.add(id === row.id ? row : rowOf(id))
    work.emit('asked', { requestId: row.id, communityCode: row.areaCode, kind: row.kind }, [`area:${row.areaCode}`])
    work.audit({ object: `help-request:${row.id}`, area: row.areaCode, facts: { kind: row.kind, hours: row.hours } })
    return shownDetail(work, row, me)
  },
  { ahead: readAhead },
)

export const open = answer(mutualAid, 'open', async (work, { query }) => {
  const me = ownPersonId(work)
  work.must('help.join', { area: query.area })
  const limit = query.limit ?? 30
  const rows = await store(work.db).open(query.area, query.kind, work.now, query.after, limit + 1)
  const items = rows.slice(0, limit).map((row) => shown(row, me))
  return { items, next: rows.length > limit ? cursorOf(items.at(-1)) : null }
})

export const mine = answer(mutualAid, 'mine', async (work, { query }) => {
  const me = ownPersonId(work)
  const limit = query.limit ?? 30
  const rows = await store(work.db).ofPerson(me, query.after, limit + 1)
  const items = rows.slice(0, limit).map((row) => shown(row, me))
  return { items, next: rows.length > limit ? cursorOf(items.at(-1)) : null }
})
