/** Repeat orders 重复来件: what the same caller or account reported within thirty days, to be joined rather than begun anew. */
import { answer, type Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { caseProcess } from '../case.ts'
import { cases } from '../contract.ts'
import { find } from './moves.ts'
import { store } from './store.ts'

const dayMs = 86_400_000
const days = 30
const most = 20

export const repeats = answer(cases, 'repeats', async (work, { params }) => {
  const { row, matter } = await find(work, params.id, true)
  work.must('case.accept', { area: matter.areaCode, unit: matter.holderUnitId })
  // Who wished not to be named is not told apart by their telephone either.
  if (row.isAnonymous) return { items: [] }
  const since = new Date(row.createdAt.getTime() - days * dayMs)
  const queries = store(work.db)
  const spine = work.use(matters)
  const [reporter] = await spine.reporters(row.id)
  const ids = new Set([
    ...(await queries.byPhoneOf(row.id, since, most)),
    ...(reporter ? await spine.reportedBy(reporter, since, most) : []),
  ])
  ids.delete(row.id)
  if (ids.size === 0) return { items: [] }
  // The spine's own list: nobody sees here what they do not see there.
  const page = await spine.list({ ids: [...ids], process: caseProcess.name, limit: most })
  const known = new Map((await queries.findMany(page.items.map((one) => one.id))).map((one) => [one.id, one]))
  const items = page.items
    .filter((one) => Date.parse(one.openedAt) <= row.createdAt.getTime())
    .map((one) => ({
      id: one.id,
      number: one.number,
      title: one.title,
      state: one.state,
      openedAt: one.openedAt,
      isOpen: one.closedAt === null,
      isSameKind: row.categoryCode !== null && known.get(one.id)?.categoryCode === row.categoryCode,
    }))
  return { items: items.sort((a, b) => Number(b.isSameKind) - Number(a.isSameKind)) }
})

/** For whoever counts repeats of all: who called without an account, told apart by a keyed hash of the telephone they left. */
export const callersOf = (work: Work, matterIds: readonly string[]) => store(work.db).phonePrints(matterIds)
