/** One asks a colleague to take a day over; the colleague agrees, and both days stand on the roster as stand-ins. */
import { answer, refuseField, uuidv7, type Work } from '@liren/kernel'
import { organisation, type Shift } from '../contract.ts'
import { dayOf, isRestDay, type RestDays, restDaysFrom, standingOn } from '../roster.ts'
import { found } from './find.ts'
import { store } from './store.ts'
import type { Seat, SwapRow } from './store-swaps.ts'

type OrganisationWork = Work<typeof organisation>
const dayMs = 86_400_000
const ahead = 28

const restDays = async (work: Pick<OrganisationWork, 'setting'>) =>
  restDaysFrom({
    restDays: await work.setting<string[]>('restDays'),
    workDays: await work.setting<string[]>('workDays'),
  })

const runsOn = (shift: Shift, day: string, days: RestDays) =>
  shift.validFrom <= day &&
  (shift.validTo === null || shift.validTo >= day) &&
  (shift.days === 'every' || isRestDay(day, days) === (shift.days === 'restDays'))

/** Days ahead on which a seat stands in a shift. */
const daysOf = (work: OrganisationWork, shifts: readonly Shift[], memberIds: ReadonlySet<string>) =>
  standingDays(work, shifts, memberIds, dayOf(work.now.getTime()), dayOf(work.now.getTime() + (ahead - 1) * dayMs))

/** Days on which seats stand in shifts, `until` included. */
export const standingDays = async (
  work: Pick<OrganisationWork, 'db' | 'setting'>,
  shifts: readonly Shift[],
  memberIds: ReadonlySet<string>,
  today: string,
  until: string,
) => {
  const days = await restDays(work)
  const count = Math.round((Date.parse(until) - Date.parse(today)) / dayMs) + 1
  const lines = Map.groupBy(
    await store(work.db).lines(
      shifts.map(({ id }) => id),
      today,
      until,
    ),
    (line) => line.shiftId,
  )
  return shifts.flatMap((shift) =>
    Array.from({ length: count }, (_, n) => new Date(Date.parse(today) + n * dayMs).toISOString().slice(0, 10)).flatMap(
      (day) =>
        runsOn(shift, day, days)
          ? standingOn(lines.get(shift.id) ?? [], day)
              .filter((line) => memberIds.has(line.memberId))
              .map((line) => ({ shift, day, memberId: line.memberId }))
          : [],
    ),
  )
}

const shown = (row: SwapRow, me: string | null) => ({
  id: row.id,
  shiftId: row.shiftId,
  shiftName: row.shiftName,
  startsAt: row.startsAt,
  endsAt: row.endsAt,
  onDay: row.onDay,
  inReturnOn: row.inReturnOn,
  fromName: row.fromName,
  toName: row.toName,
  reason: row.reason,
  state: row.state,
  askedAt: row.askedAt.toISOString(),
  answeredAt: row.answeredAt?.toISOString() ?? null,
  answer: row.answer,
  isMineToAnswer: row.state === 'asked' && me !== null && row.toAccountId === me,
  isMine: me !== null && row.fromAccountId === me,
})

const seatsOf = async (work: OrganisationWork): Promise<readonly Seat[]> =>
  work.actor.id ? store(work.db).seatsOf(work.actor.id, dayOf(work.now.getTime())) : []

export const myDuties = answer(organisation, 'myDuties', async (work) => {
  const queries = store(work.db)
  const today = dayOf(work.now.getTime())
  const seats = await seatsOf(work)
  if (seats.length === 0) return { items: [], swaps: [] }
  const mine = new Set(seats.map(({ memberId }) => memberId))
  const unitIds = [...new Set(seats.map(({ unitId }) => unitId))]
  const shifts = (await Promise.all(unitIds.map((id) => queries.shiftsOfUnit(id, today)))).flat()
  const peers = await queries.peersOf(seats, today)
  const items = (await daysOf(work, shifts, mine)).map(({ shift, day, memberId }) => {
    const seat = seats.find((one) => one.memberId === memberId)
    return {
      shiftId: shift.id,
      shiftName: shift.name,
      memberId,
      day,
      startsAt: shift.startsAt,
      endsAt: shift.endsAt,
      colleagues: peers
        .filter((one) => one.unitId === seat?.unitId && one.post === seat.post && !mine.has(one.memberId))
        .map(({ memberId: id, name }) => ({ memberId: id, name })),
    }
  })
  const rows = await queries.swapsOf([...mine], today)
  return { items: items.sort((a, b) => (a.day < b.day ? -1 : 1)), swaps: rows.map((row) => shown(row, work.actor.id)) }
})

export const askSwap = answer(organisation, 'askSwap', async (work, { params, body }) => {
  const queries = store(work.db)
  const shift = found(await queries.shift(params.id))
  const seats = (await seatsOf(work)).filter(({ unitId }) => unitId === shift.unitId)
  found(seats[0])
  const today = dayOf(work.now.getTime())
  if (body.onDay < today || (body.inReturnOn !== undefined && body.inReturnOn < today))
    throw refuseField('onDay', 'minimum')
  const standing = await daysOf(work, [shift], new Set([...seats.map(({ memberId }) => memberId), body.toMemberId]))
  const stands = (day: string, memberId: string) => standing.some((one) => one.day === day && one.memberId === memberId)
  const seat = seats.find(({ memberId }) => stands(body.onDay, memberId))
  if (!seat) throw work.refuse('not-your-duty', { day: body.onDay }, 'onDay')
  const colleague = await queries.member(body.toMemberId)
  // A stand-in replaces the rotation of the same post: another post could not take it over.
  if (
    !colleague ||
    colleague.unitId !== shift.unitId ||
    colleague.post !== seat.post ||
    colleague.id === seat.memberId ||
    !colleague.accountId
  )
    throw refuseField('toMemberId', 'unknown')
  if (body.inReturnOn !== undefined && !stands(body.inReturnOn, colleague.id))
    throw work.refuse('not-their-duty', { day: body.inReturnOn, name: colleague.name }, 'inReturnOn')
  const asked = await queries.askSwap({
    shiftId: shift.id,
    fromMemberId: seat.memberId,
    toMemberId: colleague.id,
    onDay: body.onDay,
    inReturnOn: body.inReturnOn ?? null,
    reason: body.reason,
    askedAt: work.now,
  })
  if (!asked) throw work.refuse('asked-already', { day: body.onDay }, 'onDay')
  work.audit({ object: `shift:${shift.id}`, area: shift.areaCode, facts: { swap: asked.id, day: body.onDay } })
  const { accountId } = colleague
  const fact = { swapId: asked.id, areaCode: shift.areaCode, accountId, shiftName: shift.name, onDay: body.onDay }
  work.emit('swap-asked', { ...fact, fromName: seat.name }, [`account:${accountId}`])
  return { id: asked.id }
})

export const answerSwap = answer(organisation, 'answerSwap', async (work, { params, body }) => {
  const queries = store(work.db)
  const asked = await queries.swap(params.id)
  const me = work.actor.id
  // Others' swaps are not there for whoever has no part in them.
  const swap = found(me !== null && (asked?.toAccountId === me || asked?.fromAccountId === me) ? asked : undefined)
  if ((body.state === 'withdrawn') !== (swap.fromAccountId === me)) throw work.refuse('not-yours')
  if (swap.state !== 'asked') throw work.refuse('answered-already', { state: swap.state })
  if (body.state === 'agreed') {
    if (swap.onDay < dayOf(work.now.getTime())) throw refuseField('onDay', 'minimum')
    const line = (memberId: string, day: string) => ({
      id: uuidv7(),
      shiftId: swap.shiftId,
      memberId,
      startsOn: day,
      endsOn: day,
      everyDays: 1,
      isStandIn: true,
    })
    await queries.addLines([
      line(swap.toMemberId, swap.onDay),
      ...(swap.inReturnOn ? [line(swap.fromMemberId, swap.inReturnOn)] : []),
    ])
    work.emit('roster-changed', { shiftId: swap.shiftId, areaCode: swap.areaCode }, [`area:${swap.areaCode}`])
  }
  await queries.answerSwap(swap.id, body.state, work.now, body.answer ?? null)
  work.audit({ object: `shift:${swap.shiftId}`, area: swap.areaCode, facts: { swap: swap.id, state: body.state } })
  const isByAsker = body.state === 'withdrawn'
  const other = isByAsker ? swap.toAccountId : swap.fromAccountId
  work.emit(
    'swap-answered',
    {
      swapId: swap.id,
      areaCode: swap.areaCode,
      accountId: other,
      byAccountId: me ?? '',
      byName: isByAsker ? swap.fromName : swap.toName,
      otherName: isByAsker ? swap.toName : swap.fromName,
      shiftName: swap.shiftName,
      onDay: swap.onDay,
      inReturnOn: swap.inReturnOn,
      state: body.state,
    },
    other ? [`account:${other}`] : [],
  )
  return undefined
})

export const swaps = answer(organisation, 'swaps', async (work, { params }) => {
  const { picture, from } = {
    picture: await store(work.db).unit(params.id),
    from: dayOf(work.now.getTime() - 90 * dayMs),
  }
  const unit = found(picture)
  work.must('organisation.read', { area: unit.areaCode, unit: unit.id })
  return { items: (await store(work.db).swapsOfUnit(unit.id, from)).map((row) => shown(row, work.actor.id)) }
})
