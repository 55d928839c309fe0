/** The window a figure is asked for, the units that stand in communities, and what work is thought to cost. */
import { organisation } from '@liren/organisation/contract'
import { startOfDay } from '../facts.ts'
import type { Window } from '../indicator.ts'
import { type Formula, formulaNames, type Rates, rateNames } from '../settings.ts'
import type { CommandWork } from './count.ts'

const dayMs = 86_400_000

/** From the beginning of a day up to the beginning of another; open ends reach as far as there are cases. */
export const windowOf = (work: CommandWork, from: string | undefined, until: string | undefined): Window => ({
  from: from ? startOfDay(from) : 0,
  until: until ? startOfDay(until) : work.now.getTime() + 3650 * dayMs,
  now: work.now.getTime(),
})

const communityKinds = [
  'residentsCommittee',
  'villageCommittee',
  'gridTeam',
  'propertyFirm',
  'ownersCommittee',
] as const

/** What these units handled was handled at the grass roots. */
export const communityUnitsOf = async (work: CommandWork): Promise<readonly string[]> =>
  (await Promise.all(communityKinds.map((kind) => work.use(organisation).unitsOfKind(kind)))).flat().map(({ id }) => id)

/** What work is thought to cost, as somebody set it. */
export const ratesOf = async (work: CommandWork): Promise<Rates> => {
  const values = await Promise.all(rateNames.map(async (name) => [name, await work.setting<number>(name)] as const))
  // Each name was asked for.
  return Object.fromEntries(values) as Rates
}

/** The parameters of the formulas, as the district set them. */
export const formulaOf = async (work: CommandWork): Promise<Formula> => {
  const values = await Promise.all(formulaNames.map(async (name) => [name, await work.setting<number>(name)] as const))
  // Each name was asked for.
  return Object.fromEntries(values) as Formula
}
