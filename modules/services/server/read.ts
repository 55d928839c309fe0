/** Applications as their people and as the office see them; answers only for a stated reason, and never without a footprint. */
import { files } from '@liren/files/contract'
import { forms, type SubmissionView } from '@liren/forms/contract'
import { answer, listen, Refusal } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { people } from '@liren/people/contract'
import { services } from '../contract.ts'
import { inLanguage } from '../language.ts'
import type { ApplicationRow, ApplicationView } from '../views.ts'
import { formChannel } from './begin.ts'
import { decisionText, decisionView } from './decide.ts'
import { effectViews } from './effects.ts'
import { isItFor } from './is-it-for.ts'
import { givenViews, materialsFor } from './materials.ts'
import { noticeViews, objectionView } from './notices.ts'
import { openFinding } from './review.ts'
import { hasRecord, isMine, recordOf, rowView, type ServicesWork, subjectOf, told } from './standing.ts'
import { cursorOf, type NamedApplication, store } from './store.ts'
import { itemStore } from './store-items.ts'
import { proofStore } from './store-proofs.ts'
import { renewalStore } from './store-renewals.ts'

const paged = (work: ServicesWork, rows: readonly NamedApplication[], limit: number) => {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => rowView(row, work.locale)),
    next: rows.length > limit && last ? cursorOf(last) : null,
  }
}

export const mine = answer(services, 'mine', async (work, { query }) => {
  const limit = query.limit ?? 20
  // Whoever only works here has nothing of their own, and is told so plainly.
  if (!hasRecord(work)) return { items: [], next: null }
  return paged(work, await store(work.db).ofPerson(subjectOf(work), query.after, limit + 1), limit)
})

export const board = answer(services, 'board', async (work, { query }) => {
  const limit = query.limit ?? 30
  const { after, limit: _, ...asked } = query
  return paged(work, await store(work.db).board(work.scope('application.read'), asked, after, limit + 1), limit)
})

/** Whoever helps goes on only with what they began or took up; the person themselves always. */
const isInHand = (work: ServicesWork, row: NamedApplication) =>
  isMine(work, row) && (work.actor.onBehalfOf === null || row.helperId === work.actor.id)

/** Begun already: this only reads it. */
const formOf = (work: ServicesWork, row: NamedApplication) =>
  work.use(forms).start({
    id: row.formId,
    code: row.itemCode,
    area: row.areaCode,
    channel: formChannel(work, row.channel),
    personId: row.personId,
    enterpriseId: row.enterpriseId,
  })

/** A draft shows what is needed as far as it is filled in. */
const materialsOf = async (
  work: ServicesWork,
  row: NamedApplication,
  record: Awaited<ReturnType<typeof recordOf>>,
  form: SubmissionView | null,
  isOwn: boolean,
) =>
  row.state === 'draft'
    ? materialsFor(work, record, row, form?.answers ?? {}, formChannel(work, row.channel))
    : givenViews(work, record, await store(work.db).materials(row.id), isOwn)

const bundleOf = async (work: ServicesWork, row: NamedApplication) => {
  if (row.bundleId === null) return null
  const bundle = (await itemStore(work.db).bundles()).find(({ code }) => code === row.bundleCode)
  return {
    code: row.bundleCode ?? '',
    name: (work.locale === 'en' ? bundle?.nameEn : bundle?.name) ?? row.bundleCode ?? '',
    siblings: (await store(work.db).ofBundle(row.bundleId))
      .filter(({ id }) => id !== row.id)
      .map((one) => rowView(one, work.locale)),
  }
}

const renewalMatter = (work: ServicesWork, id: string) =>
  work
    .use(matters)
    .read(id)
    .catch((error: unknown) => {
      // Out of sight for whoever reads only the application.
      if (error instanceof Refusal) return null
      throw error
    })

const renewalView = async (
  work: ServicesWork,
  row: NamedApplication,
  record: Awaited<ReturnType<typeof recordOf>>,
): Promise<ApplicationView['renewal']> => {
  const newest = await renewalStore(work.db).newestOf(row.id)
  const dueOn = (await renewalStore(work.db).dueOn(row.id)) ?? newest?.dueOn
  if (!record.renewal || !dueOn) return null
  const isOpen = newest !== null && newest.closedAt === null
  // Its matter is read by whoever handles it, and by whom it is about.
  return {
    dueOn,
    kind: record.renewal.kind,
    isOpen,
    outcome: newest?.outcome ?? null,
    matter: isOpen ? await renewalMatter(work, newest.id) : null,
  }
}

const whole = async (work: ServicesWork, id: string): Promise<ApplicationView> => {
  const queries = store(work.db)
  const row = await queries.find(id)
  if (!row) throw work.refuse('not-found')
  const own = isMine(work, row)
  if (!own && (row.number === null || !work.may('application.read', { area: row.areaCode })))
    throw work.refuse('not-found')
  const record = await recordOf(work, row)
  const form = row.state === 'draft' && isInHand(work, row) ? await formOf(work, row) : null
  const matter = row.number === null ? null : await work.use(matters).read(row.id)
  const notices = await queries.noticesOf(row.id)
  const views = await noticeViews(work, notices)
  const objections = own ? [] : await queries.objections(notices.map(({ id }) => id))
  const decision = (await queries.decisionOf(row.id)) ?? null
  // A draft is judged as it is read by whoever fills it in; afterwards it stands as it was handed in.
  const now = form ? await isItFor(work, record, row) : null
  const judged = now
    ? { verdict: now.verdict, unknownFacts: now.missing }
    : { verdict: row.verdict, unknownFacts: row.unknownFacts }
  const promise = await proofStore(work.db).promiseOf(row.id)
  return {
    ...rowView(row, work.locale),
    version: row.itemVersion,
    isMine: own,
    isInHand: isInHand(work, row),
    item: inLanguage(record, work.locale),
    formId: row.formId,
    form,
    materials: await materialsOf(work, row, record, form, own),
    gaps: row.gaps ?? [],
    gapFields: row.gapFields,
    // Written from the same list.
    channels: row.channels as ApplicationRow['channel'][],
    enterpriseName: row.enterpriseId ? ((await work.use(people).enterprise(row.enterpriseId))?.name ?? null) : null,
    wasCorrected: row.wasCorrected,
    step: row.step,
    visits: (await queries.visits(row.id)).map((one) => ({
      id: one.id,
      kind: one.kind,
      byNames: one.byNames,
      isGenuine: one.isGenuine,
      at: one.at.toISOString(),
    })),
    notices: views.map((view) => ({
      ...view,
      objections: objections.filter(({ noticeId }) => noticeId === view.id).map((one) => objectionView(work, one)),
    })),
    decision: decision ? await decisionView(work, decision, row, own) : null,
    effects: decision ? await effectViews(work, decision.id) : [],
    renewal: await renewalView(work, row, record),
    ...judged,
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
}

/** A renewal is a matter of its own, and is read where the application is. */
export const read = answer(services, 'read', async (work, { params }) => {
  const renewal = (await store(work.db).find(params.id)) ? null : await renewalStore(work.db).find(params.id)
  return whole(work, renewal?.applicationId ?? params.id)
})

/** Only whoever it is about: what is in hand is shown with its form, the rest as it stands. */
export const journey = answer(services, 'journey', async (work, { params }) => {
  const rows = (await store(work.db).ofBundle(params.id)).filter((row) => isMine(work, row))
  const [first] = rows
  if (!first) throw work.refuse('not-found')
  const bundle = (await itemStore(work.db).bundles()).find(({ code }) => code === first.bundleCode)
  const order = bundle?.itemCodes ?? []
  const sorted = rows.toSorted((one, other) => order.indexOf(one.itemCode) - order.indexOf(other.itemCode))
  const parts: { application: ApplicationView }[] = []
  for (const { id } of sorted) parts.push({ application: await whole(work, id) })
  return {
    code: first.bundleCode ?? '',
    name: (work.locale === 'en' ? bundle?.nameEn : bundle?.name) ?? first.bundleCode ?? '',
    parts,
  }
})

export const revealAnswers = answer(services, 'revealAnswers', async (work, { params, body }) => {
  const row = await store(work.db).find(params.id)
  if (!row || row.number === null) throw work.refuse('not-found')
  await work.use(matters).see(row.id, true)
  if (!work.may('application.read', { area: row.areaCode })) throw work.refuse('not-found')
  const shown = await work.use(forms).shown(row.formId)
  const visits = await store(work.db).visits(row.id)
  const papers = await givenViews(work, await recordOf(work, row), await store(work.db).materials(row.id), true)
  const decided = (await store(work.db).decisionOf(row.id)) ?? null
  const photos = new Map(
    (await work.use(files).view(visits.flatMap(({ fileIds }) => fileIds))).map((one) => [one.id, one]),
  )
  const reason = `${row.number} ${body.reason.trim()}`
  // Keys of the dictionary are dotted.
  const keys = (shown?.keys ?? []).map((key) => key as `${string}.${string}`)
  await work.use(people).noteLook({
    personIds: [row.personId],
    fields: [
      ...keys,
      ...(visits.length > 0 ? (['matter.visitFinding'] as const) : []),
      ...(papers.some((paper) => paper.files.length > 0) ? (['matter.material'] as const) : []),
      ...(decided ? (['matter.decision'] as const) : []),
    ],
    purpose: 'service',
    reason,
  })
  const names = await work.use(people).readPrivate({
    personIds: [row.personId],
    fields: ['fullName'],
    purpose: 'service',
    reason,
  })
  work.audit({ object: `application:${row.id}`, area: row.areaCode, facts: { reason: body.reason.trim() } })
  return {
    form: shown?.form ?? null,
    personId: row.personId,
    name: names.get(row.personId)?.fullName ?? null,
    findings: visits.map((one) => ({
      visitId: one.id,
      found: openFinding(work, one),
      files: one.fileIds.flatMap((id) => photos.get(id) ?? []),
    })),
    papers: papers.flatMap(({ key, name, files: given }) => (given.length > 0 ? [{ key, name, files: given }] : [])),
    decision: decided ? decisionText(work, decided) : null,
  }
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
    work.emit('withdrawn', told(row))
  },
  (fact) => fact.module === 'services',
)
