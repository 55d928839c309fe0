/** Registration drives: a code per community, and a daily funnel per community; never a ranking of people. */
import { dayOf } from '@liren/contract/day'
import { answer, areaPrefix } from '@liren/kernel'
import { identity } from '../contract.ts'
import { originOf } from './cookie.ts'
import { drivesStore } from './store-drives.ts'
import { grantsStore } from './store-grants.ts'

/** The calendar day in China, where all districts are. */
export { dayOf } from '@liren/contract/day'

export const registrations = answer(identity, 'registrations', async (work, { query }) => {
  work.must('registration.read', { area: query.area })
  return [...(await grantsStore(work.db).funnel(areaPrefix(query.area), query.fromOn, query.untilOn))]
})

export const intakeCode = answer(identity, 'intakeCode', async (work, { params }) => {
  work.must('registration.read', { area: params.area })
  return {
    areaCode: params.area,
    url: `${originOf(work)}/register?area=${params.area}`,
    title: work.words('identity.poster.title'),
    steps: [1, 2, 3].map((step) => work.words(`identity.poster.step${step}`)),
  }
})

export const visit = answer(identity, 'visit', async (work, { params, query }) => {
  const day = dayOf(work.now)
  await grantsStore(work.db).count(params.area, day, 'visited')
  if (query.from) await drivesStore(work.db).count(params.area, query.from, day, 'visited')
})
