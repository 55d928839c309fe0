/** The way in for enterprises and associations: they offer under published rules, the keeper invites or says why not, and they are told. */
import { answer } from '@liren/kernel'
import { refuseField } from '@liren/kernel/validation'
import { notices } from '@liren/notices/contract'
import { toolLibrary } from '../contract.ts'
import { textFault } from '../document/words.ts'
import type { OfferRow } from '../routes-together.ts'
import { keyIdOf } from './check/sign.ts'
import { readKey } from './publishers.ts'
import { keyStore } from './store-keys.ts'
import { type OfferRecord, offerStore } from './store-together.ts'

const shown = ({ publicKey, accountId: _, ...row }: OfferRecord): OfferRow => ({
  ...row,
  hasKey: publicKey !== null,
  offeredAt: row.offeredAt.toISOString(),
  answeredAt: row.answeredAt?.toISOString() ?? null,
})
const pageOf = (rows: readonly OfferRecord[], limit: number) => {
  const items = rows.slice(0, limit).map(shown)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? `${last.offeredAt} ${last.id}` : null }
}

export const offer = answer(toolLibrary, 'offer', async (work, { body }) => {
  const texts = ['organisation', 'title', 'what', 'needsToKnow', 'cost'] as const
  for (const field of texts) if (textFault(body[field])) throw refuseField(field, 'text')
  const publicKey = body.publicKey === undefined ? null : readKey(body.publicKey)
  if (body.publicKey !== undefined && publicKey === null) throw refuseField('publicKey', 'format')
  const { area, hasReadRules: _, ...rest } = body
  const store = offerStore(work.db)
  await store.add({
    ...rest,
    areaCode: area,
    publicKey,
    accountId: work.actor.id,
    personId: work.actor.personId,
    offeredAt: work.now,
  })
  const kept = await store.one(body.id)
  // Somebody else's id is nobody's: what it holds is not shown.
  if (!kept || kept.accountId !== work.actor.id) throw refuseField('id', 'unique')
  work.audit({ object: `offer:${body.id}`, area, facts: { kind: body.kind } })
  return shown(kept)
})

export const myOffers = answer(toolLibrary, 'myOffers', async (work, { query }) => {
  const limit = query.limit ?? 20
  return pageOf(await offerStore(work.db).of(work.actor.id ?? '', query.after, limit + 1), limit)
})

export const offers = answer(toolLibrary, 'offers', async (work, { query }) => {
  const limit = query.limit ?? 30
  return pageOf(await offerStore(work.db).page(query.state, query.after, limit + 1), limit)
})

export const withdrawOffer = answer(toolLibrary, 'withdrawOffer', async (work, { params }) => {
  const store = offerStore(work.db)
  const row = await store.lock(params.id)
  if (!row || row.accountId !== work.actor.id) throw work.refuse('not-found')
  if (row.state !== 'received') throw work.refuse('wrong-review-state', { state: row.state })
  const settled = { state: 'withdrawn', answer: null, publisher: null, at: work.now, by: work.actor.id } as const
  await store.settle({ id: row.id, ...settled })
  work.audit({ object: `offer:${row.id}`, area: row.areaCode })
  return shown({ ...row, ...settled, answeredAt: work.now })
})

export const answerOffer = answer(toolLibrary, 'answerOffer', async (work, { params, body }) => {
  const store = offerStore(work.db)
  const row = await store.lock(params.id)
  if (!row) throw work.refuse('not-found')
  work.must('tool.keep', { area: row.areaCode })
  if (row.state !== 'received') throw work.refuse('wrong-review-state', { state: row.state })
  if (textFault(body.answer)) throw refuseField('answer', 'text')
  if (body.isInvited && !body.publisher) throw refuseField('publisher', 'required')
  const publisher = body.isInvited ? (body.publisher ?? null) : null
  const keyId = row.publicKey === null ? null : keyIdOf(row.publicKey)
  if (publisher !== null && row.publicKey !== null && keyId !== null) {
    const key = { keyId, publisher, publicKey: row.publicKey, at: work.now, by: work.actor.id }
    // A key that was revoked, or belongs to somebody else, is not trusted by being offered.
    if (!(await keyStore(work.db).trust(key))) throw refuseField('publisher', 'unique')
  }
  const settled = {
    state: body.isInvited ? ('invited' as const) : ('declined' as const),
    answer: body.answer.trim(),
    publisher,
    at: work.now,
    by: work.actor.id,
  }
  await store.settle({ id: row.id, ...settled })
  work.audit({ object: `offer:${row.id}`, area: row.areaCode, facts: { state: settled.state, publisher, keyId } })
  if (row.accountId && row.accountId !== work.actor.id)
    await work.use(notices).send({
      to: { accountIds: [row.accountId] },
      topic: 'tool-library.remarks',
      template: 'tool-library.offerAnswered',
      facts: {
        title: row.title,
        state: work.words(`tool-library.offerState.${settled.state}`),
        answer: settled.answer,
      },
      link: '/tool-library/contribute',
      object: `offer:${row.id}`,
      onceKey: `tool-library:offer:${row.id}`,
    })
  return shown({ ...row, ...settled, answeredAt: work.now })
})
