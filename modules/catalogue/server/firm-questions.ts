/** 企业质询 An enterprise asks why somebody looked at it; the answer comes within five working days, from somebody who did not look. */
import { answer, defaultLimit, pageOf, readCursor, sayAgain, secretsOf } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { givesReason, people } from '@liren/people/contract'
import { catalogue } from '../contract.ts'
import { type Deed, dictionaryOf, districtCode } from './deed.ts'
import { heldFirm } from './enterprises.ts'
import { fieldNames } from './owner-ports/keep.ts'
import { enterpriseLookStore } from './store-enterprise-looks.ts'

const placeOf = (lookId: string) => `catalogue:firm-question:${lookId}`
const again = sayAgain(givesReason)

export const questionFirmLook = answer(catalogue, 'questionFirmLook', async (work, { params, body }) => {
  const firm = await heldFirm(work, params.id)
  const looks = enterpriseLookStore(work.db)
  const look = await looks.find(params.lookId)
  if (look?.enterpriseId !== firm.id) throw work.refuse('not-found', {}, 'lookId')
  if (await looks.isQuestioned(look.id)) throw work.refuse('already-questioned', {}, 'lookId')
  const areaCode = (firm.areaCode ?? (await districtCode(work))).slice(0, 12)
  const { id: matterId } = await work.use(matters).open({
    process: 'firm-question',
    subjectId: look.id,
    title: work.words('catalogue.screen.firm.questionTitle', { name: firm.name }),
    areaCode,
    source: 'footprint',
    letter: 'Q',
  })
  const sealedText = secretsOf(work).seal(body.text.trim(), placeOf(look.id))
  if (!(await looks.question({ matterId, lookId: look.id, areaCode, sealedText, at: work.now })))
    throw work.refuse('already-questioned', {}, 'lookId')
  work.audit({ object: `enterprise-look:${look.id}`, area: areaCode })
  return { matterId }
})

const reach = (work: Deed): readonly string[] => {
  const scope = work.scope('right.answer')
  return scope.everywhere ? [''] : scope.areas
}

export const listFirmQuestions = answer(catalogue, 'listFirmQuestions', async (work, { query }) => {
  const { after, limit = defaultLimit, open } = query
  const rows = await enterpriseLookStore(work.db).questions(
    reach(work),
    open,
    readCursor(after)?.[0] ?? null,
    limit + 1,
  )
  const firms = new Map(
    (await work.use(people).enterprises([...new Set(rows.map((one) => one.enterpriseId))])).map((one) => [one.id, one]),
  )
  const dictionary = await dictionaryOf(work)
  return pageOf(
    rows.map((row) => ({
      id: row.matterId,
      firmName: firms.get(row.enterpriseId)?.name ?? '—',
      // What somebody wrote is for whoever has to answer.
      text: secretsOf(work).open(row.sealedText, placeOf(row.id)),
      askedAt: row.askedAt.toISOString(),
      at: row.at.toISOString(),
      byName: row.byName,
      fields: fieldNames(work, dictionary, row.keys),
      purpose: work.words(`people.screen.purpose.${row.purpose}`),
      reason: again(work, row.reason),
      answer: row.answer,
      isMine: row.byId !== null && row.byId === work.actor.id,
    })),
    limit,
    ({ id }) => [id],
  )
})

/** Whoever looked does not judge whether the look was right. */
export const answerFirmQuestion = answer(catalogue, 'answerFirmQuestion', async (work, { params, body }) => {
  const question = await enterpriseLookStore(work.db).questionAt(params.id)
  if (!question || !reach(work).some((prefix) => question.areaCode.startsWith(prefix)))
    throw work.refuse('not-found', {}, 'id')
  if (question.byId !== null && question.byId === work.actor.id) throw work.refuse('own-look')
  if (question.answer !== null) throw work.refuse('wrong-state')
  const text = body.text.trim()
  await work.use(matters).move(question.matterId, 'answer', { facts: { text } })
  await enterpriseLookStore(work.db).answer(question.matterId, text, work.now)
  work.audit({ object: `enterprise-look:${question.id}`, area: question.areaCode })
})
