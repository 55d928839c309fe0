/** 个人信息权利 Access, copy, correction, restriction, explanation, end of the account: each a matter answered within fifteen working days. */
import { answer, defaultLimit, pageOf, readCursor, secretsOf, uuidv7 } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { people } from '@liren/people/contract'
import { catalogue } from '../contract.ts'
import { type Deed, dictionaryOf, districtCode, ownPersonId } from './deed.ts'
import { type Correction, carryOut, isCorrectable } from './right-effects.ts'
import { type RightKind, type RightRow, rightsStore } from './store-rights.ts'

const placeOf = (id: string) => `catalogue:right:${id}`

/** `id` is the request's own where another module keeps it (an erasure). */
export const openRight = async (
  work: Deed,
  asked: { readonly id: string; readonly kind: RightKind; readonly personId: string; readonly text: string },
): Promise<RightRow> => {
  const person = await work.use(people).person(asked.personId)
  const opened = await work.use(matters).open({
    process: 'rights-request',
    subjectId: asked.id,
    title: work.words(`catalogue.right.${asked.kind}`),
    areaCode: person?.areaCode?.slice(0, 12) ?? (await districtCode(work)),
    source: 'rights',
    letter: 'R',
    reporter: {
      accountId: work.actor.kind === 'account' ? work.actor.id : null,
      personId: asked.personId,
      name: person?.displayName ?? null,
    },
    facts: { kind: asked.kind },
  })
  const row: RightRow = {
    id: asked.id,
    matterId: opened.id,
    number: opened.number,
    personId: asked.personId,
    areaCode: person?.areaCode ?? '',
    kind: asked.kind,
    sealedText: secretsOf(work).seal(asked.text, placeOf(asked.id)),
    state: 'asked',
    askedAt: work.now,
    dueAt: opened.dueAt,
    answer: null,
    answeredAt: null,
  }
  await rightsStore(work.db).addRight(row)
  work.audit({ object: `right:${row.id}`, area: person?.areaCode ?? null, facts: { kind: row.kind } })
  return row
}

const shown = (work: Deed, row: RightRow, displayName: string, isOwn: boolean) => ({
  id: row.id,
  matterId: row.matterId,
  number: row.number,
  kind: row.kind,
  // What somebody wrote is for whoever has to answer, and for themselves.
  text: isOwn || row.state === 'asked' ? secretsOf(work).open(row.sealedText, placeOf(row.id)) : null,
  displayName,
  state: row.state,
  askedAt: row.askedAt.toISOString(),
  dueAt: row.dueAt?.toISOString() ?? null,
  answer: row.answer,
  answeredAt: row.answeredAt?.toISOString() ?? null,
})

export const askRight = answer(catalogue, 'askRight', async (work, { body }) => {
  const personId = ownPersonId(work)
  const row = await openRight(work, { id: uuidv7(), kind: body.kind, personId, text: body.text.trim() })
  return shown(work, row, work.actor.name, true)
})

export const listMyRights = answer(catalogue, 'listMyRights', async (work, { query }) => {
  const { after, limit = defaultLimit } = query
  const rows = await rightsStore(work.db).rightsOf(ownPersonId(work), readCursor(after)?.[0] ?? null, limit + 1)
  return pageOf(
    rows.map((row) => shown(work, row, work.actor.name, true)),
    limit,
    ({ id }) => [id],
  )
})

const prefixes = (work: Deed) => {
  const scope = work.scope('right.answer')
  return scope.everywhere ? [''] : scope.areas
}

export const listRights = answer(catalogue, 'listRights', async (work, { query }) => {
  const { after, limit = defaultLimit, state } = query
  const rows = await rightsStore(work.db).rights(prefixes(work), state, readCursor(after)?.[0] ?? null, limit + 1)
  const known = new Map(
    (await work.use(people).persons([...new Set(rows.map(({ personId }) => personId))])).map((one) => [one.id, one]),
  )
  return pageOf(
    rows.map((row) => shown(work, row, known.get(row.personId)?.displayName ?? '—', false)),
    limit,
    ({ id }) => [id],
  )
})

/** Erasures are answered in people, with two pairs of hands; the answer comes here by its event. */
export const answerRight = answer(catalogue, 'answerRight', async (work, { params, body }) => {
  const store = rightsStore(work.db)
  const row = await store.right(params.id, true)
  if (!row || !prefixes(work).some((prefix) => row.areaCode.startsWith(prefix)))
    throw work.refuse('not-found', {}, 'id')
  if (row.state !== 'asked') throw work.refuse('wrong-state', { state: row.state })
  if (row.kind === 'delete') throw work.refuse('answered-elsewhere')
  if (row.personId === work.actor.personId) throw work.refuse('own-request')
  await settleRight(work, row, body.decision, body.text.trim(), body.changes ?? [])
  const person = await work.use(people).person(row.personId)
  return shown(work, (await store.right(row.id)) ?? row, person?.displayName ?? '—', false)
})

/** What may be corrected for somebody, by name. */
export const listCorrectable = answer(catalogue, 'listCorrectable', async (work) => {
  const language = work.locale === 'en' ? 'en' : 'zh'
  return {
    items: [...(await dictionaryOf(work)).values()].filter(isCorrectable).map(({ key, name, type, codes }) => ({
      key,
      name: name[language],
      type,
      choices: Object.entries(codes ?? {}).map(([value, words]) => ({ value, label: words[language] })),
    })),
  }
})

/** The answer and its effect are one act: should the effect fail, nothing was answered. */
export const settleRight = async (
  work: Deed,
  row: RightRow,
  decision: 'fulfil' | 'decline',
  words: string,
  changes: readonly Correction[] = [],
) => {
  const added = decision === 'fulfil' ? await carryOut(work, row, changes) : ''
  const text = [words, added].filter(Boolean).join('\n').slice(0, 4000)
  await work.use(matters).move(row.matterId, decision, { facts: { text: words } })
  await rightsStore(work.db).settleRight(row.id, decision === 'fulfil' ? 'done' : 'declined', text, work.now)
  work.audit({
    object: `right:${row.id}`,
    area: row.areaCode || null,
    facts: { decision, kind: row.kind, keys: changes.map(({ key }) => key) },
  })
  work.emit('right-answered', { rightId: row.id, personId: row.personId, kind: row.kind, decision })
}
