/** What everybody reads as the title of a published case: changed or kept back by whoever works on it, with a reason. */
import { answer } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { cases } from '../contract.ts'
import { mustFit, wordsAhead } from './moderate.ts'
import { find } from './moves.ts'
import { store } from './store.ts'

export const showTitle = answer(
  cases,
  'showTitle',
  async (work, { params, body }) => {
    const { row, matter } = await find(work, params.id)
    work.must('photo.publish', { area: matter.areaCode, unit: matter.holderUnitId })
    if (!row.isPublic || row.isRestricted) throw work.refuse('not-public', {}, 'publicTitle')
    const because = body.because.trim()
    if (because.length < 2) throw work.refuse('nothing-said', {}, 'because')
    const said = body.publicTitle.trim()
    await mustFit(work, said, 'publicTitle')
    await work.use(matters).entitle(params.id, said === matter.title ? null : said, because)
    await store(work.db).set(params.id, { titleBecause: because })
    work.audit({ object: `matter:${params.id}`, area: matter.areaCode, facts: { isTitleShown: said !== '', because } })
    return undefined
  },
  wordsAhead,
)
