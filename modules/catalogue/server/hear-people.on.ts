/** What happens in the register of people: lives change and values are looked at anew; questions and erasures become matters with a clock. */
import { type Listener, listen } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { people } from '@liren/people/contract'
import { catalogue } from '../contract.ts'
import { type Deed, dayOf, districtCode } from './deed.ts'
import { recordFor } from './record.ts'
import { openRight, settleRight } from './rights.ts'
import { store } from './store.ts'
import { rightsStore } from './store-rights.ts'
import { opened } from './values.ts'

const learned = (work: Pick<Deed, 'words' | 'now'>) => ({
  source: work.words('catalogue.screen.communitySource'),
  on: dayOf(work.now),
  verifiedAt: work.now,
})

const youngest = 'share.children.youngestBornOn'

/** Parents of whom somebody says already that a child was born on that day or later. */
const withYounger = async (work: Deed, parentIds: readonly string[], on: string): Promise<ReadonlySet<string>> => {
  const rows = await store(work.db).values(
    parentIds.map((id) => ({ kind: 'person', id })),
    [youngest],
  )
  if (rows.length === 0) return new Set()
  await work.use(people).noteLook({
    personIds: [...new Set(rows.map(({ subjectId }) => subjectId))],
    fields: [youngest],
    purpose: 'verification',
    reason: work.words('catalogue.screen.bornReason'),
  })
  return new Set(
    rows.flatMap((row) => {
      const value = opened(work, row)
      return typeof value === 'string' && value >= on ? [row.subjectId] : []
    }),
  )
}

const lifeEvents = [
  listen(catalogue, people, 'moved', 'mark-moved', async (work, { personId, to }) => {
    await rightsStore(work.db).markChanged(personId, 'moved', work.now, to)
  }),
  listen(catalogue, people, 'died', 'mark-died', async (work, { personId }) => {
    await rightsStore(work.db).markChanged(personId, 'died', work.now, null)
  }),
  /** What the community learned is told beside what the departments say: where they differ, the owner hears of it. */
  listen(catalogue, people, 'born', 'tell-born', async (work, { personId, parentIds }) => {
    const read = await work.use(people).readPrivate({
      personIds: [personId],
      fields: ['birthOn'],
      purpose: 'verification',
      reason: work.words('catalogue.screen.bornReason'),
    })
    const on = read.get(personId)?.birthOn
    await rightsStore(work.db).markChangedAmong(parentIds, ['share.children.count'], 'born', work.now)
    if (!on) return
    // A child told late is not the youngest: what is held of the youngest stays as it is.
    const younger = await withYounger(work, parentIds, on)
    const ids = parentIds.filter((id) => !younger.has(id))
    await rightsStore(work.db).markChangedAmong(ids, [youngest], 'born', work.now)
    await recordFor(
      work,
      ids.map((id) => ({ subject: { kind: 'person', id }, values: [{ key: youngest, value: on, ...learned(work) }] })),
    )
  }),
  listen(catalogue, people, 'married', 'tell-married', async (work, { personIds }) => {
    await rightsStore(work.db).markChangedAmong(personIds, ['share.marriage.%'], 'married', work.now)
    await recordFor(
      work,
      personIds.map((id) => ({
        subject: { kind: 'person', id },
        values: [{ key: 'share.marriage.state', value: '20', ...learned(work) }],
      })),
    )
  }),
  listen(catalogue, people, 'checked', 'mark-checked', async (work, { personId, finding }) => {
    if (finding === 'confirmed') await rightsStore(work.db).verifyAll(personId, work.now)
  }),
]

/** A question is answered in people; the matter beside it makes it visible, and late when it is. */
const questions = [
  listen(catalogue, people, 'footprint-questioned', 'open-question', async (work, fact) => {
    if (await work.use(matters).ofSubject(fact.questionId)) return
    const person = await work.use(people).person(fact.personId)
    await work.use(matters).open({
      process: 'footprint-question',
      subjectId: fact.questionId,
      title: work.words('catalogue.screen.questionTitle'),
      areaCode: (fact.areaCode ?? (await districtCode(work))).slice(0, 12),
      source: 'footprint',
      letter: 'Q',
      isRestricted: true,
      reporter: { accountId: null, personId: fact.personId, name: person?.displayName ?? null },
    })
  }),
  listen(catalogue, people, 'footprint-answered', 'close-question', async (work, { questionId }) => {
    const matter = await work.use(matters).ofSubject(questionId)
    if (matter?.state === 'asked') await work.use(matters).move(matter.id, 'answer')
  }),
]

const erasures = [
  listen(catalogue, people, 'erasure-asked', 'open-erasure', async (work, { requestId, personId }) => {
    if (await work.use(matters).ofSubject(requestId)) return
    await openRight(work, { id: requestId, kind: 'delete', personId, text: work.words('catalogue.right.delete') })
  }),
  listen(catalogue, people, 'erasure-answered', 'answer-erasure', async (work, { requestId, decision }) => {
    const row = await rightsStore(work.db).right(requestId, true)
    if (row?.state !== 'asked') return
    const isErased = decision === 'erase'
    await settleRight(
      work,
      row,
      isErased ? 'fulfil' : 'decline',
      work.words(isErased ? 'catalogue.screen.erased' : 'catalogue.screen.notErased'),
    )
  }),
  listen(catalogue, people, 'erasure-withdrawn', 'withdraw-erasure', async (work, { requestId }) => {
    const row = await rightsStore(work.db).right(requestId, true)
    if (row?.state !== 'asked') return
    await work.use(matters).move(row.matterId, 'withdraw')
    await rightsStore(work.db).settleRight(row.id, 'withdrawn', null, work.now)
  }),
]

export const hearPeople: readonly Listener[] = [...lifeEvents, ...questions, ...erasures]
