/** 覆盖率 How many of those who live in a community have joined, against the target line. */
import { answer } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { people } from '../contract.ts'
import { coverageOf } from '../membership.ts'
import { reach } from './reach.ts'
import { memberships } from './store-memberships.ts'

export const readCoverage = answer(people, 'readCoverage', async (work, { query }) => {
  const level = query.level ?? 'community'
  const prefixes = reach(work, 'coverage.read', query.area)
  const areas = await work.use(territory).areasAt(level === 'cell' ? 'gridCell' : 'community', query.area)
  const counts = (
    await Promise.all(prefixes.map((prefix) => memberships(work.db).coverage(prefix, level === 'cell' ? 15 : 12)))
  ).flat()
  const byArea = new Map(counts.map((one) => [one.areaCode, one]))
  const target = await work.setting<number>('coverageTarget', query.area)
  const seen = areas.filter(({ code }) => prefixes.some((prefix) => code.startsWith(prefix)))
  return {
    items: seen.map(({ code }) => {
      const found = byArea.get(code)
      const registered = found?.registered ?? 0
      const permanent = found?.counted ?? found?.permanent ?? 0
      const countedOn = found?.countedOn ?? null
      return { areaCode: code, registered, permanent, countedOn, coverage: coverageOf(registered, permanent), target }
    }),
  }
})

/** The census office's count of permanent residents, where there is one, is what coverage is measured against. */
export const setPermanentCount = answer(people, 'setPermanentCount', async (work, { params, body }) => {
  work.must('register.import', { area: params.areaCode })
  if (!(await work.use(territory).area(params.areaCode))) throw work.refuse('unknown-area', {}, 'areaCode')
  await memberships(work.db).setPermanentCount(params.areaCode, body.persons, body.countedOn)
  work.audit({ area: params.areaCode, facts: { persons: body.persons, countedOn: body.countedOn } })
})
