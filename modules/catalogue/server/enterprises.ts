/** 企业的数据 What is held of an enterprise, as whoever acts for it sees it; who looked; and what is wrong with it. */
import { answer, defaultLimit, ownPersonOf, pageOf, readCursor, sayAgain } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { givesReason, people } from '@liren/people/contract'
import { catalogue } from '../contract.ts'
import { challengeFor } from './challenge.ts'
import { type Deed, dictionaryOf, districtCode } from './deed.ts'
import { inWords } from './my-values.ts'
import { fieldNames } from './owner-ports/keep.ts'
import { enterpriseLookStore } from './store-enterprise-looks.ts'
import { valuesOf } from './values.ts'

/** Why the platform itself looked is said in the reader's language. */
const again = sayAgain(givesReason)

const mine = async (work: Deed) => {
  const personId = ownPersonOf(work.actor)
  return personId ? (await work.use(people).enterprisesOf(personId)).map(({ enterprise }) => enterprise) : []
}
/** Refuses whoever may not act for it. */
export const heldFirm = async (work: Deed, id: string) => {
  const firm = (await mine(work)).find((one) => one.id === id)
  if (!firm) throw work.refuse('not-found', {}, 'id')
  return firm
}

export const listMyFirms = answer(catalogue, 'listMyFirms', async (work) => ({
  items: (await mine(work)).map(({ id, name, creditCode }) => ({ id, name, creditCode })),
}))

export const listFirmValues = answer(catalogue, 'listFirmValues', async (work, { params }) => {
  const firm = await heldFirm(work, params.id)
  const keys = [...(await dictionaryOf(work)).values()]
    .filter(({ ledger, held: lives }) => ledger === 'enterprise' && (lives === 'shared' || lives === 'register'))
    .map(({ key }) => key)
  const values = await valuesOf(work, { kind: 'enterprise', id: firm.id }, keys, {
    purpose: 'own-request',
    reason: work.words('catalogue.screen.ownReason'),
  })
  return {
    items: await inWords(
      work,
      values.filter(({ value }) => value !== null),
    ),
  }
})

export const listFirmLooks = answer(catalogue, 'listFirmLooks', async (work, { params, query }) => {
  const { after, limit = defaultLimit } = query
  const firm = await heldFirm(work, params.id)
  const dictionary = await dictionaryOf(work)
  const rows = await enterpriseLookStore(work.db).of(firm.id, readCursor(after)?.[0] ?? null, limit + 1)
  return pageOf(
    rows.map(({ id, at, byName, keys, purpose, reason, matterId, answer: answered, answeredAt }) => ({
      ...{ id, at: at.toISOString(), byName, reason: again(work, reason) },
      fields: fieldNames(work, dictionary, keys),
      purpose: work.words(`people.screen.purpose.${purpose}`),
      question:
        matterId === null ? null : { matterId, answer: answered, answeredAt: answeredAt?.toISOString() ?? null },
    })),
    limit,
    ({ id }) => [id],
  )
})

export const challengeFirmValue = answer(catalogue, 'challengeFirmValue', async (work, { params, body }) => {
  const firm = await heldFirm(work, params.id)
  const entry = (await dictionaryOf(work)).get(body.key)
  if (entry?.ledger !== 'enterprise' || (entry.held !== 'shared' && entry.held !== 'register'))
    throw work.refuse('unknown-key', { key: body.key }, 'key')
  const area = firm.areaCode ?? (await districtCode(work))
  const subject = { kind: 'enterprise', id: firm.id } as const
  const matterId = await challengeFor(work, { subject, key: body.key, area, isOwn: true })
  await work.use(matters).say(matterId, { text: body.text, isPublic: true })
  return { matterId }
})
