/** Split 拆分: one of several problems in a report becomes a case of its own, with its own clocks, for the same reporter, who is told. */
import { files } from '@liren/files/contract'
import { answer, type Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { cases } from '../contract.ts'
import { begin, keepBegun } from './begin.ts'
import { find } from './moves.ts'
import { isShownAtOnce } from './photos.ts'
import { reference } from './reference.ts'
import { queryCodeFor, senderMark } from './report.ts'
import { openContact, sealContact } from './reporter-contact.ts'
import { store } from './store.ts'

type CasesWork = Work<typeof cases>

/** The report all of it came from: its query code opens every part. */
const rootOf = async (work: CasesWork, id: string): Promise<string> => {
  const [life] = await work.use(matters).histories({ ids: [id] })
  return life?.parentId ? rootOf(work, life.parentId) : id
}

/** Whose it is: the same account or person, the same number to ring back, sealed anew to the part. */
const reporterOf = async (work: CasesWork, wholeId: string, id: string) => {
  const kept = await store(work.db).contact(wholeId)
  const known = kept ? openContact(work, kept) : null
  const contact = known ? sealContact(work, id, known.phone, known.name) : null
  const { parties } = await work.use(matters).read(wholeId)
  const mine = parties.find(({ kind, viaMatterId }) => kind === 'reporter' && viaMatterId === null)
  const [one] = await work.use(matters).reporters(wholeId)
  if (!mine || !one) return { contact, reporter: null, phone: null }
  return {
    contact,
    reporter: { ...one, name: mine.name, contactRef: contact ? id : null },
    phone: known?.phone ?? null,
  }
}

export const splitOff = answer(cases, 'splitOff', async (work, { params, body }) => {
  const { row, matter } = await find(work, params.id)
  work.must('case.split', { area: matter.areaCode, unit: matter.holderUnitId })
  const spine = work.use(matters)
  const [before] = await spine.histories({ ids: [body.id] })
  if (before) {
    // The same part, sent twice.
    if (before.parentId !== params.id) throw work.refuse('id-taken', {}, 'id')
    return { id: before.id, number: before.number, state: before.state }
  }
  const { categories, sources } = await reference(work)
  if (body.categoryCode && !categories.has(body.categoryCode)) throw work.refuse('no-such-category', {}, 'categoryCode')
  const source = sources.find(({ code }) => code === row.source)
  if (!source) throw work.refuse('no-such-source', {}, 'id')
  const [opening] = await spine.openings([params.id])
  const whole = await spine.read(params.id)
  const photos = (await store(work.db).evidence([params.id]))
    .filter(({ fileId, hiddenAt }) => body.photos.includes(fileId) && hiddenAt === null)
    .map(({ fileId }) => fileId)
  if (photos.length < new Set(body.photos).size) throw work.refuse('not-found', {}, 'photos')
  const begun = await begin(work, {
    id: body.id,
    text: body.text.trim(),
    source,
    categoryCode: body.categoryCode ?? null,
    areaCode: matter.areaCode,
    cellCode: matter.cellCode,
    place: opening && opening.lon !== null && opening.lat !== null ? { lon: opening.lon, lat: opening.lat } : null,
    address: whole.address ?? null,
    isPublic: row.isPublic,
    isRestricted: row.isRestricted,
  })
  const { isPublic, isRestricted } = begun
  const { reporter, contact, phone } = await reporterOf(work, params.id, body.id)
  if (photos.length > 0)
    await work.use(files).claim(photos, {
      module: 'cases',
      object: `case:${body.id}`,
      from: `case:${params.id}`,
      isPublic: await isShownAtOnce(work, { isPublic, isRestricted, lookedAt: work.now }, matter.areaCode, true),
    })
  const opened = await spine.split(params.id, {
    ...begun.input(begun.category ? 'filing' : 'intake', reporter),
    // Whoever split it off wrote or read its words.
    publicTitle: begun.isFit ? null : '',
    queryCode: queryCodeFor(work, await rootOf(work, params.id)),
    files: photos,
    facts: { partOf: matter.number },
  })
  await keepBegun(work, begun, {
    opened,
    state: opened.state,
    ownership: body.ownership ?? row.ownership,
    isAnonymous: row.isAnonymous,
    // Whoever took it apart has read it.
    lookedAt: work.now,
    seenAt: row.seenAt,
    externalRef: null,
    photos,
    photoIds: photos,
    accountId: work.actor.id,
    contact,
    sentBy: senderMark(work, body.id, reporter?.accountId ?? phone ?? ''),
    partOfId: params.id,
  })
  if (reporter)
    await spine.say(params.id, {
      text: work.words('cases.screen.splitSaid', { title: begun.title, number: opened.number }),
      isPublic: true,
    })
  work.audit({ object: `matter:${params.id}`, area: matter.areaCode, facts: { part: opened.number } })
  return { id: opened.id, number: opened.number, state: opened.state }
})
