/** What a community uses is counted from facts that are told anyway: one number a day for each door, and nobody's name or id beside it. */
import { Type } from '@liren/contract'
import { dayOf } from '@liren/contract/day'
import { hear, job } from '@liren/kernel'
import { launcher } from '../contract.ts'
import type { LauncherWork } from './launcher-work.ts'
import { store } from './store.ts'

const dayMs = 86_400_000
/** Longer ago than this says nothing of what is used now. */
export const countedDays = 28

/** A fact may carry a grid cell; a home page is a community's. */
const count = (work: LauncherWork, areaCode: string | null, tileId: string, at: Date) =>
  areaCode && /^\d{12}/.test(areaCode) ? store(work.db).countUse(areaCode.slice(0, 12), tileId, dayOf(at)) : undefined

const InArea = Type.Object({ areaCode: Type.String() })
const InCommunity = Type.Object({ communityCode: Type.String() })
const OfTool = Type.Object({ areaCode: Type.String(), toolId: Type.String() })

const inArea = (on: `${string}/${string}`, tileId: string, name: string) =>
  hear(launcher, on, InArea, name, async (work, { areaCode }, { at }) => count(work, areaCode, tileId, at))
const inCommunity = (on: `${string}/${string}`, tileId: string, name: string) =>
  hear(launcher, on, InCommunity, name, async (work, { communityCode }, { at }) =>
    count(work, communityCode, tileId, at),
  )
/** Whoever uses a tool of the library uses the library. */
const ofTool = (on: `${string}/${string}`, name: string) =>
  hear(launcher, on, OfTool, name, async (work, { areaCode, toolId }, { at }) => {
    await count(work, areaCode, toolId, at)
    await count(work, areaCode, 'native:tool-library', at)
  })

export const countUse = [
  inArea('cases/reported', 'native:cases', 'count-reports'),
  inArea('services/submitted', 'native:services', 'count-applications'),
  inArea('appointments/booked', 'native:appointments', 'count-bookings'),
  inArea('benefits/agreed', 'native:benefits', 'count-benefits'),
  inCommunity('mutual-aid/asked', 'native:mutual-aid', 'count-help-asked'),
  inCommunity('mutual-aid/taken', 'native:mutual-aid', 'count-help-given'),
  inCommunity('mall/reserved', 'native:mall', 'count-reservations'),
  inCommunity('points/read', 'native:points', 'count-readings'),
  inArea('patrol/round-finished', 'native:patrol', 'count-rounds'),
  inArea('patrol/visited', 'native:patrol', 'count-visits'),
  inArea('one-form/confirmed', 'native:one-form', 'count-confirmations'),
  inArea('command/called', 'native:command', 'count-calls'),
  ofTool('tool-library/record-opened', 'count-records'),
  ofTool('tool-library/led-on', 'count-openings'),
] as const

/**
 * Modules whose use is told by some fact: all that have a door and can be put down. Of others nobody can say that they are not used. Calls of the
 * command centre are counted too, but a community in which nobody had to be called uses it well.
 */
export const countedModules = [
  ...['cases', 'services', 'appointments', 'benefits', 'mutual-aid', 'mall', 'patrol', 'one-form', 'tool-library'],
] as const

export const forgetUse = job(launcher, 'forget-use', { cron: '50 3 * * *' }, async (work) => {
  await store(work.db).noteCounted(
    countedModules.map((module) => `native:${module}`),
    dayOf(work.now),
  )
  await store(work.db).forgetUse(dayOf(new Date(work.now.getTime() - (countedDays + 2) * dayMs)))
})
