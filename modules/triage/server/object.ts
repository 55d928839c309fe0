/** After a merge 并案: everybody it touches may say that it is another matter, whoever reported and whoever works on either. */
import { answer, listen, Refusal, type Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { triage } from '../contract.ts'

/** Named or working on it; who only follows is told, and may speak in the thread. */
const touched = ['reporter', 'holder', 'handler', 'verifier', 'helper', 'staff'] as const

/** What the acting person is to a matter; nothing where it is out of their sight. */
const relations = async (work: Work<typeof triage>, id: string) => {
  const [row] = await work.use(matters).rows([id])
  if (!row) return null
  try {
    const { mayAs, number, steps } = await work.use(matters).read(id)
    return { mayAs, number, hasTakenIn: steps.some(({ move }) => move === 'mergedIn') }
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return null
    throw error
  }
}

export const object = answer(triage, 'object', async (work, { params, body }) => {
  const [opening] = await work.use(matters).openings([params.id])
  if (!opening) throw work.refuse('not-merged')
  const intoId = opening.mergedIntoId ?? params.id
  const [mine, theirs] = [await relations(work, params.id), await relations(work, intoId)]
  const isMerged = opening.mergedIntoId !== null || (mine?.hasTakenIn ?? false)
  const as = touched.find((one) => mine?.mayAs.includes(one) || theirs?.mayAs.includes(one))
  if (!isMerged || !as) throw work.refuse('not-merged')
  const number = opening.mergedIntoId === null ? null : opening.number
  work.emit('objected', {
    intoId,
    numbers: number ? [number] : [],
    text: body.text,
    byName: as === 'reporter' ? '' : work.actor.name,
    isReporter: as === 'reporter',
  })
  work.audit({ object: `matter:${params.id}`, area: opening.areaCode })
  return undefined
})

/** Written down by the platform: whoever objects need not see the case theirs went into. */
export const noteObjection = listen(triage, triage, 'objected', 'note-objection', async (work, fact) => {
  const { intoId, numbers, text, byName, isReporter } = fact
  // A note among staff: the other reporters need not read it.
  await work.use(matters).note(intoId, {
    what: 'mergeObjected',
    facts: { note: text, numbers, ...(byName ? { by: byName } : {}) },
    isPublic: false,
  })
  // A reporter who objects is owed an answer like anybody who says something.
  if (isReporter) await work.use(matters).expectReply(intoId)
})
