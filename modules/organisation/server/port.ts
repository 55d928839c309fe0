/** What the organisation answers to other modules, bound to their work. */
import { uuidv7, type Work } from '@liren/kernel'
import type { OrganisationPort, Unit } from '../contract.ts'
import { dayOf } from '../roster.ts'
import { propose } from '../route.ts'
import { pictureOf } from './picture.ts'
import { escalate, onDutyFor } from './standing.ts'
import { store } from './store.ts'
import { seated, tallies } from './store-tallies.ts'
import { standingDays } from './swap.ts'

export const port = (work: Work): OrganisationPort => {
  const picture = () => pictureOf(work)
  const today = () => dayOf(work.now.getTime())
  return {
    dutyFor: async ({ at, ...asked }) => propose((await picture()).index, { ...asked, at: (at ?? work.now).getTime() }),
    unit: async (id) => (await picture()).units.get(id) ?? null,
    units: async (ids) => {
      const { units } = await picture()
      return ids.flatMap((id) => units.get(id) ?? [])
    },
    unitByCode: async (code) => (await picture()).byCode.get(code) ?? null,
    unitOfArea: async (areaCode, kind) => {
      const { index, units } = await picture()
      const found = index.unitOfArea(areaCode, kind)
      return found ? (units.get(found.id) ?? null) : null
    },
    unitsOfKind: async (kind) =>
      [...(await picture()).units.values()].filter((unit) => unit.kind === kind && unit.closedAt === null),
    parentOf: async (id) => {
      const { units } = await picture()
      return units.get(units.get(id)?.parentId ?? '') ?? null
    },
    unitsBelow: async (id) => {
      const { childrenOf } = await picture()
      const below = (unitId: string): string[] => [
        unitId,
        ...(childrenOf.get(unitId) ?? []).flatMap((unit: Unit) => below(unit.id)),
      ]
      return below(id)
    },
    tallies: (asked) => tallies(work.db, asked),
    seated: (asked) => seated(work.db, { ...asked, on: today() }),
    onDuty: (asked) => onDutyFor(work, asked),
    escalation: (asked) => escalate(work, asked),
    postsOf: (accountId) => store(work.db).postsOf(accountId, today()),
    dutiesOf: async (accountId, from, until) => {
      const queries = store(work.db)
      const seats = await queries.seatsOf(accountId, from)
      if (seats.length === 0) return []
      const shifts = (
        await Promise.all([...new Set(seats.map(({ unitId }) => unitId))].map((id) => queries.shiftsOfUnit(id, from)))
      ).flat()
      const days = await standingDays(work, shifts, new Set(seats.map(({ memberId }) => memberId)), from, until)
      return days
        .map(({ shift, day }) => ({ shiftName: shift.name, day, startsAt: shift.startsAt, endsAt: shift.endsAt }))
        .sort((a, b) => `${a.day} ${a.startsAt}`.localeCompare(`${b.day} ${b.startsAt}`))
    },
    accountsAt: (unitId, post) => store(work.db).accountsAt(unitId, post ?? null, today()),
    responsibilityFor: async (categoryCode) => {
      const { responsibilities } = await picture()
      const reaching = (patterns: readonly string[]) => patterns.some((pattern) => categoryCode.startsWith(pattern))
      return responsibilities.find((one) => reaching(one.categories)) ?? null
    },
    seat: async ({ unitId, post, accountId, name, areaCode }) => {
      const queries = store(work.db)
      if ((await queries.postsOf(accountId, today())).some((held) => held.unitId === unitId && held.post === post))
        return
      const free = await queries.freeSeat(unitId, post, areaCode ?? null, today())
      if (free) {
        await queries.claimSeat(free, accountId, name)
        return
      }
      const position =
        (await queries.positions(unitId)).find(
          (one) => one.post === post && (!areaCode || one.areaCode === areaCode),
        ) ?? (await addPosition(work, unitId, post, areaCode))
      await queries.addMember({
        id: uuidv7(),
        positionId: position.id,
        accountId,
        personId: null,
        name,
        phone: null,
        termFrom: today(),
        termTo: null,
      })
    },
  }
}

const addPosition = async (
  work: Work,
  unitId: string,
  post: Parameters<OrganisationPort['seat']>[0]['post'],
  areaCode?: string,
) => {
  const unit = (await pictureOf(work)).units.get(unitId)
  const position = {
    id: uuidv7(),
    unitId,
    post,
    title: work.words(`organisation.screen.post.${post}`),
    areaCode: areaCode ?? unit?.areaCode ?? '',
    tasks: [],
    skills: [],
    seats: 1,
    termMonths: null,
  }
  await store(work.db).addPositions([position])
  return position
}
