/** Before a report is sent: is it known already, and what would whoever goes there have to ask? */
import { answer } from '@liren/kernel'
import { territory, toCgcs2000 } from '@liren/territory/contract'
import { alikeFrom } from '../alike/find-alike.ts'
import { triage } from '../contract.ts'
import { knownOf } from './known.ts'
import { alikeTo } from './neighbours.ts'
import { placesSaid } from './place-said.ts'
import { rankText } from './rank.ts'
import { askedFor } from './said.ts'

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
  const spot = body.place ? toCgcs2000(body.place) : null
  const areaCode = located?.communityCode ?? body.areaCode
  const alike =
    areaCode && !rules.isRestricted
      ? await alikeTo(
          work,
          {
            caseId: null,
            areaCode,
            text: body.text,
            lon: spot?.lon ?? null,
            lat: spot?.lat ?? null,
            at: work.now,
            likely: ranked,
            photos: body.looks ?? [],
          },
          { isPublicOnly: true, from: alikeFrom },
        )
      : []
  const places = hasPlace || rules.isRestricted ? [] : await placesSaid(work, known, body.text, body.areaCode ?? null)
  return { alike, places, missing: askedFor(work, rules.missing) }
})
