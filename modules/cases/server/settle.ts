/** Settle on the spot 自行处置归档: the grid worker puts it right at once and shows how it was and how it is. */
import { answer } from '@liren/kernel'
import { cases } from '../contract.ts'
import { asRead, wordsAhead } from './moderate.ts'
import { find, move } from './moves.ts'
import { keepEvidence } from './photos.ts'
import { store } from './store.ts'

export const settle = answer(
  cases,
  'settle',
  async (work, { params, body }) => {
    const found = await find(work, params.id)
    await keepEvidence(work, found, body.before, 'before')
    await keepEvidence(work, found, body.after, 'after')
    const { because, ...shown } = await asRead(work, found.row, found.matter.title)
    const moved = await move(work, params.id, 'settle', {
      seen: body.seen,
      facts: { text: body.text },
      files: [...body.before, ...body.after],
      outcome: 'fixed',
      ...shown,
    })
    if (!moved.isReplay) {
      await store(work.db).set(params.id, {
        outcome: 'fixed',
        handlerAccountId: work.actor.id,
        lookedAt: found.row.lookedAt ?? work.now,
        ...(because === null ? {} : { titleBecause: because }),
      })
      work.emit('closed', {
        caseId: params.id,
        outcome: 'fixed',
        categoryCode: found.row.categoryCode,
        areaCode: found.matter.areaCode,
      })
    }
    return moved
  },
  wordsAhead,
)
