/** Who would be asked to handle a matter here, ranked, with the reasons in words. */
import { answer } from '@liren/kernel'
import { organisation } from '../contract.ts'
import { propose } from '../route.ts'
import { pictureOf } from './picture.ts'

export const proposeHolder = answer(organisation, 'proposals', async (work, { query }) => {
  const { index } = await pictureOf(work)
  const proposals = propose(index, {
    categoryCode: query.category,
    areaCode: query.area,
    cellCode: query.cell ?? null,
    ownership: query.ownership ?? null,
    at: (query.at ? new Date(query.at) : work.now).getTime(),
  })
  return {
    items: proposals.map((one) => ({
      ...one,
      why: [...one.why],
      reasons: one.why.map((reason) => work.words(`organisation.screen.why.${reason}`)),
    })),
  }
})
