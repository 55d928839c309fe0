/** Applications as their people and as the office see them; answers only for a stated reason, and never without a footprint. */
import { forms } from '@liren/forms/contract'
import { answer, listen } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { people } from '@liren/people/contract'
import { services } from '../contract.ts'
import { formChannel } from './begin.ts'
import { decisionView } from './decide.ts'
import { givenViews, materialsFor } from './materials.ts'
import { noticeViews, objectionView } from './notices.ts'
import { openFinding } from './review.ts'
import { hasRecord, isMine, recordOf, rowView, type ServicesWork, subjectOf } from './standing.ts'
import { cursorOf, type NamedApplication, store } from './store.ts'
import { itemStore } from './store-items.ts'
import { proofStore } from './store-proofs.ts'

const paged = (rows: readonly NamedApplication[], limit: number) => {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(rowView), next: rows.length > limit && last ? cursorOf(last) : null }
}

export const mine = answer(services, 'mine', async (work, { query }) => {
  const limit = query.limit ?? 20
  // Whoever only works here has nothing of their own, and is told so plainly.
  if (!hasRecord(work)) return { items: [], next: null }
  return paged(await store(work.db).ofPerson(subjectOf(work), query.after, limit + 1), limit)
})

export const board = answer(services, 'board', async (work, { query }) => {
  const limit = query.limit ?? 30
  const { after, limit: _, ...asked } = query
  return paged(await store(work.db).board(work.scope('application.read'), asked, after, limit + 1), limit)
})

/** A draft shows what is needed as far as it is filled in. */
const draftAnswers = async (work: ServicesWork, row: NamedApplication) =>
  row.helperId === work.actor.id || row.accountId === work.actor.id
    ? (
        await work.use(forms).start({
          id: row.formId,
          code: row.itemCode,
          area: row.areaCode,
          channel: formChannel(work, row.channel),
          personId: row.personId,
          enterpriseId: row.enterpriseId,
        })
      ).answers
    : {}

const materialsOf = async (work: ServicesWork, row: NamedApplication, record: Awaited<ReturnType<typeof recordOf>>) =>
  row.state === 'draft'
    ? materialsFor(work, record, row, await draftAnswers(work, row), formChannel(work, row.channel))
    : givenViews(work, record, await store(work.db).materials(row.id))

const bundleOf = async (work: ServicesWork, row: NamedApplication) => {
  if (row.bundleId === null) return null
  const bundle = (await itemStore(work.db).bundles()).find(({ code }) => code === row.bundleCode)
  return {
    code: row.bundleCode ?? '',
    name: (work.locale === 'en' ? bundle?.nameEn : bundle?.name) ?? row.bundleCode ?? '',
    siblings: (await store(work.db).ofBundle(row.bundleId)).filter(({ id }) => id !== row.id).map(rowView),
  }
}

export const read = answer(services, 'read', async (work, { params }) => {
  const queries = store(work.db)
  const row = await queries.find(params.id)
  if (!row) throw work.refuse('not-found')
  const own = isMine(work, row)
  if (!own && (row.number === null || !work.may('application.read', { area: row.areaCode })))
    throw work.refuse('not-found')
  const mayExamine =
    !own &&
    (work.may('application.review', { area: row.areaCode }) || work.may('application.decide', { area: row.areaCode }))
  const record = await recordOf(work, row)
  const matter = row.number === null ? null : await work.use(matters).read(row.id)
  const notices = await queries.noticesOf(row.id)
  const views = await noticeViews(work, notices)
  const objections = own ? [] : await queries.objections(notices.map(({ id }) => id))
  const decision = (await queries.decisionOf(row.id)) ?? null
  const promise = await proofStore(work.db).promiseOf(row.id)
  return {
    ...rowView(row),
    version: row.itemVersion,
    isMine: own,
    item: record,
    formId: row.formId,
    materials: await materialsOf(work, row, record),
    gaps: row.gaps ?? [],
    wasCorrected: row.wasCorrected,
    step: row.step,
    visits: (await queries.visits(row.id)).map((one) => ({
      id: one.id,
      kind: one.kind,
      byNames: one.byNames,
      // What was found at home is for those who examine, and read at the desk of the item's own unit.
      found: mayExamine ? openFinding(work, one) : null,
      isGenuine: one.isGenuine,
      at: one.at.toISOString(),
    })),
    notices: views.map((view) => ({
      ...view,
      objections: objections.filter(({ noticeId }) => noticeId === view.id).map((one) => objectionView(work, one)),
    })),
    decision: decision ? await decisionView(work, decision, row, own) : null,
    counts: {
      typed: row.typed,
      prefilled: row.prefilled,
      confirmed: row.confirmed,
      materials: row.materialsGiven,
      visits: row.visits,
    },
    promise: promise
      ? {
          text: promise.text,
          consequences: promise.consequences,
          version: promise.version,
          isDrawn: promise.isDrawn && !own,
          checkedAt: promise.checkedAt?.toISOString() ?? null,
          isKept: promise.isKept,
        }
      : null,
    handedTo: row.handedTo,
    handedState: row.handedState,
    bundle: await bundleOf(work, row),
    matter,
  }
})

export const revealAnswers = answer(services, 'revealAnswers', async (work, { params, body }) => {
  const row = await store(work.db).find(params.id)
  if (!row || row.number === null) throw work.refuse('not-found')
  await work.use(matters).see(row.id, true)
  if (!work.may('application.read', { area: row.areaCode })) throw work.refuse('not-found')
  const handed = await work.use(forms).handed(row.formId)
  const names = await work.use(people).readPrivate({
    personIds: [row.personId],
    fields: ['fullName'],
    purpose: 'service',
    reason: `${row.number} ${body.reason.trim()}`,
  })
  work.audit({ object: `application:${row.id}`, area: row.areaCode, facts: { reason: body.reason.trim() } })
  return { answers: { ...handed?.values }, name: names.get(row.personId)?.fullName ?? null }
})

/** The spine moves by itself too: a correction nobody sent in time ends the application. */
export const followMatter = listen(
  services,
  matters,
  'closed',
  'follow-matter',
  async (work, fact) => {
    const row = await store(work.db).lock(fact.matterId)
    if (!row || row.finishedAt !== null || fact.state !== 'withdrawn') return
    await store(work.db).set(row.id, { state: fact.state, outcome: 'withdrawn', finishedAt: new Date(fact.closedAt) })
  },
  (fact) => fact.module === 'services',
)
