/** 数据异议核实 How a doubt ends: the owner looks at what each source says, and puts the value itself right; what was wrong stays beside it and counts no more. */
import { answer, listen, secretsOf } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { people } from '@liren/people/contract'
import { territory } from '@liren/territory/contract'
import { catalogue } from '../contract.ts'
import type { Entry } from '../dictionary/entry.ts'
import type { Subject } from '../port.ts'
import { standing } from '../provenance.ts'
import { type Deed, dictionaryOf } from './deed.ts'
import { inWords } from './my-values.ts'
import { correctFor, markOfValue } from './record.ts'
import { registerFacts } from './register-facts.ts'
import { enterpriseFieldOf, isCorrectable, readValue, registerFieldOf } from './right-effects.ts'
import { store, type ValueRow } from './store.ts'
import { rightsStore } from './store-rights.ts'
import { isPrivate, opened, valuesOf } from './values.ts'

type Doubted = {
  readonly subject: Subject
  readonly key: string
  readonly entry: Entry
  readonly isOpen: boolean
  readonly rows: readonly ValueRow[]
}

/** Refuses where the matter is out of sight. */
const doubtedIn = async (work: Deed, matterId: string): Promise<Doubted> => {
  await work.use(matters).see(matterId, true)
  const row = await rightsStore(work.db).challenge(matterId)
  const entry = row && (await dictionaryOf(work)).get(row.key)
  if (!row || !entry) throw work.refuse('not-found', {}, 'id')
  const subject = { kind: row.subjectKind, id: row.subjectId }
  const rows = await store(work.db).values([subject], [row.key], true)
  return { subject, key: row.key, entry, isOpen: row.closedAt === null, rows }
}

const canCorrect = ({ subject, entry }: Doubted) =>
  subject.kind === 'person'
    ? isCorrectable(entry)
    : entry.held === 'shared' || enterpriseFieldOf[entry.key] !== undefined

const areaKey = 'enterprise.area'

/** Grid cells of the street a firm trades in, by name: its doors are in one of them. */
const cellsAround = async (work: Deed, areaCode: string | null) =>
  areaCode === null
    ? []
    : Promise.all(
        (await work.use(territory).areasAt('gridCell', `${areaCode.slice(0, 9)}000`)).map(async ({ code }) => ({
          value: code,
          label: (await work.use(territory).pathNames(code)).slice(1).join(' '),
        })),
      )

const view = async (work: Deed, matterId: string, doubted: Doubted) => {
  const { subject, key, entry, isOpen, rows } = doubted
  const language = work.locale === 'en' ? 'en' : 'zh'
  const person = subject.kind === 'person' ? await work.use(people).person(subject.id) : null
  const firm = subject.kind === 'enterprise' ? await work.use(people).enterprise(subject.id) : null
  return {
    ...{ matterId, subjectKind: subject.kind, key, name: entry.name[language], type: entry.type, owner: entry.owner },
    displayName: person?.displayName ?? firm?.name ?? work.words(`catalogue.subject.${subject.kind}`),
    choices:
      key === areaKey
        ? await cellsAround(work, firm?.areaCode ?? null)
        : Object.entries(entry.codes ?? {}).map(([value, words]) => ({ value, label: words[language] })),
    sources: rows.map((row) => ({
      source: row.source,
      on: row.sourceOn,
      verifiedAt: row.verifiedAt?.toISOString() ?? null,
      recordedAt: row.recordedAt.toISOString(),
      isAuthoritative: row.source === entry.source,
      isOverruled: row.overruledAt != null,
    })),
    isOpen,
    isCorrectable: canCorrect(doubted),
  }
}

export const readChallenge = answer(catalogue, 'readChallenge', async (work, { params }) =>
  view(work, params.id, await doubtedIn(work, params.id)),
)

export const lookAtChallenge = answer(catalogue, 'lookAtChallenge', async (work, { params, body }) => {
  const { subject, key, entry, rows } = await doubtedIn(work, params.id)
  work.audit({ object: `challenge:${params.id}`, facts: { key } })
  const why = { purpose: 'verification', reason: body.reason, basis: 'statutoryDuty' } as const
  if (entry.held !== 'shared') {
    // What a register holds is read through its own door.
    const [one] = await inWords(work, await valuesOf(work, subject, [key], why))
    return { items: [{ source: entry.source, text: one?.text ?? null }] }
  }
  const { personIds } = await registerFacts(work, subject, [entry])
  if (isPrivate(entry) && personIds.length > 0)
    await work.use(people).noteLook({
      personIds,
      // Keys of the dictionary are dotted.
      fields: [key as `${string}.${string}`],
      purpose: why.purpose,
      reason: why.reason,
    })
  const shown = await inWords(
    work,
    rows.map((row) => ({
      ...{ key, value: opened(work, row), source: row.source, on: row.sourceOn, sensitivity: entry.sensitivity },
      ...{ verifiedAt: row.verifiedAt?.toISOString() ?? null, isStale: false, isConflicting: false, withheld: null },
    })),
  )
  return { items: shown.map(({ source, text }) => ({ source: source ?? '', text })) }
})

/** What stands is right: what others told differently counts no more, and is no conflict any more. */
const overruleOthers = async (work: Deed, subject: Subject, key: string, right: { readonly fingerprint: string }) => {
  const sources = await store(work.db).overrule(subject, key, right, work.now)
  if (sources.length > 0) work.audit({ object: `${subject.kind}:${subject.id}`, facts: { key, overruled: sources } })
}

export const correctChallenge = answer(catalogue, 'correctChallenge', async (work, { params, body }) => {
  const doubted = await doubtedIn(work, params.id)
  const { subject, key, entry } = doubted
  if (!canCorrect(doubted)) throw work.refuse('not-correctable', { key }, 'value')
  const value = readValue(entry, body.value.trim())
  const isNoCell = async () => (await work.use(territory).area(String(value)))?.level !== 'gridCell'
  if (value === undefined || (key === areaKey && (await isNoCell()))) throw work.refuse('value-unfit', { key }, 'value')
  // Whoever may not is refused before anything changes.
  await work.use(matters).move(params.id, 'correct', { facts: { text: body.text.trim() } })
  const field = registerFieldOf(entry)
  const ofFirm = subject.kind === 'enterprise' ? enterpriseFieldOf[key] : undefined
  if (field) await work.use(people).update(subject.id, { [field]: String(value) })
  else if (ofFirm) {
    await work.use(people).correctEnterprise(subject.id, { [ofFirm]: String(value) })
    if (ofFirm === 'areaCode') await rightsStore(work.db).moveFirm(subject.id, String(value))
  } else {
    await overruleOthers(work, subject, key, {
      fingerprint: markOfValue(secretsOf(work).fingerprint, key, value),
    })
    await correctFor(work, subject, entry, value)
  }
  work.audit({ object: `challenge:${params.id}`, facts: { key, finding: 'corrected' } })
  return view(work, params.id, await doubtedIn(work, params.id))
})

export const closeChallenge = listen(
  catalogue,
  matters,
  'closed',
  'close-challenge',
  async (work, fact) => {
    const closed = await rightsStore(work.db).closeChallenge(fact.matterId, fact.state, work.now)
    if (!closed) return
    const subject = { kind: closed.subjectKind as Subject['kind'], id: closed.subjectId } // of the kinds this module tells
    const entry = (await dictionaryOf(work)).get(closed.key)
    if (fact.state === 'upheld' && entry) {
      const told = (await store(work.db).values([subject], [closed.key])).map((row) => ({ ...row, on: row.sourceOn }))
      const right = standing(told, entry.source)
      if (right) await overruleOthers(work, subject, closed.key, right)
    }
    await rightsStore(work.db).verify(subject.kind, subject.id, closed.key, work.now)
  },
  (fact) => fact.process === 'data-challenge',
)
