/** Before a report is sent: is it known already, and what would whoever goes there have to ask? And after a merge: an objection. */
import { answer } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { territory } from '@liren/territory/contract'
import { alikeFrom } from '../alike/find-alike.ts'
import { triage } from '../contract.ts'
import { knownOf } from './known.ts'
import { alikeTo } from './neighbours.ts'
import { rankText } from './rank.ts'

export const consider = answer(triage, 'consider', async (work, { body }) => {
  const known = await knownOf(work)
  const hasPlace = body.place !== undefined
  const { ranked, rules } = rankText(known, null, {
    text: body.text,
    hasPlace,
    hasPhoto: body.hasPhoto ?? false,
    chosen: null,
    trust: 1,
  })
  const located = body.place ? await work.use(territory).cellAt(body.place) : null
  const areaCode = located?.communityCode ?? body.areaCode
  const alike =
    areaCode && !rules.isRestricted
      ? await alikeTo(
          work,
          {
            caseId: null,
            areaCode,
            text: body.text,
            lon: body.place?.lon ?? null,
            lat: body.place?.lat ?? null,
            at: work.now,
            likely: ranked,
          },
          { isPublicOnly: true, from: alikeFrom },
        )
      : []
  return { alike, missing: [...rules.missing] }
})

export const object = answer(triage, 'object', async (work, { params, body }) => {
  const mine = await work.use(matters).read(params.id)
  if (!mine.mergedIntoId || !mine.mayAs.includes('reporter')) throw work.refuse('not-merged')
  // A note among staff: the merged case's other reporters need not read it.
  await work.use(matters).note(mine.mergedIntoId, {
    what: 'mergeObjected',
    facts: { note: body.text, numbers: [mine.number] },
    isPublic: false,
  })
  // Whoever objects is owed an answer like anybody who says something.
  await work.use(matters).expectReply(mine.mergedIntoId)
  work.audit({ object: `matter:${params.id}`, area: mine.areaCode })
  return undefined
})
