/** Tells those in whose hands a matter lies: that it came to them, that time runs out, that somebody waits or is unhappy. */
import type { Fact } from '@liren/contract'
import { listen } from '@liren/kernel'
import { matters } from '../contract.ts'
import type { MattersWork } from './house.ts'
import { listStore } from './list-store.ts'
import { type About, handsOf, holdersAt, peopleOf, pressed, shortTime, type Told, tell, urgencyOf } from './telling.ts'

/** Whoever takes in and passes on watches a queue; a notice for each would only be noise. */
const isForHands = (fact: About) =>
  fact.holderAccountId !== null || (fact.holderUnitId !== null && fact.phase === 'doing')

const dueOf = async (work: MattersWork, { matterId }: About) =>
  (await listStore(work.db).rows([matterId]))[0]?.dueAt ?? null

const given = async (work: MattersWork, about: About, told: Told, dueAt: string | null, to?: readonly string[]) =>
  tell(work, about, told, {
    topic: 'work',
    template: 'given',
    to: to ?? (await handsOf(work, about)),
    facts: { grade: { word: `matters.grade.${about.grade}` }, due: shortTime(dueAt) },
    urgency: urgencyOf(about.grade),
  })

const opened = listen(
  matters,
  matters,
  'opened',
  'tell-given-at-once',
  async (work, fact, told) =>
    given(
      work,
      fact,
      told,
      fact.dueAt,
      isForHands(fact) ? undefined : await holdersAt(work, ['acceptor', 'dutyLeader'], fact.areaCode),
    ),
  // What is urgent is told to those who take matters in, too: it cannot wait for their next look.
  (fact) => isForHands(fact) || fact.grade >= 3,
)

const moved = listen(
  matters,
  matters,
  'moved',
  'tell-given',
  (work, fact, told) => given(work, fact, told, fact.dueAt),
  (fact) => isForHands(fact) && fact.fromUnitId !== fact.holderUnitId,
)

const assigned = listen(
  matters,
  matters,
  'assigned',
  'tell-assigned',
  async (work, fact, told) => given(work, fact, told, await dueOf(work, fact)),
  isForHands,
)

/** Where it goes to another unit, its move tells that. */
const arbitrated = listen(
  matters,
  matters,
  'arbitrated',
  'tell-arbitrated',
  async (work, fact, told) => given(work, fact, told, await dueOf(work, fact), await peopleOf(work, fact.toUnitId)),
  (fact) => fact.fromUnitId === fact.toUnitId,
)

const reporterSaid = listen(
  matters,
  matters,
  'said',
  'tell-reporter-said',
  async (work, fact, told) =>
    tell(work, fact, told, { topic: 'work', template: 'reporterSaid', to: await handsOf(work, fact) }),
  (fact) => fact.side === 'resident' && isForHands(fact),
)

const dueSoon = listen(matters, matters, 'dueSoon', 'tell-due-soon', async (work, fact, told) =>
  tell(work, fact, told, {
    topic: 'work',
    template: 'dueSoon',
    to: await handsOf(work, fact),
    facts: { due: shortTime(fact.dueAt) },
    urgency: urgencyOf(fact.grade),
  }),
)

const supervised = listen(matters, matters, 'supervised', 'tell-supervised', async (work, fact, told) =>
  tell(work, fact, told, {
    topic: 'work',
    template: 'supervised',
    to: await handsOf(work, fact),
    facts: { level: { word: `matters.level.${fact.level}` }, text: fact.text },
    urgency: pressed(fact.grade),
  }),
)

const goesOn = listen(matters, matters, 'resumed', 'tell-goes-on', async (work, fact, told) =>
  tell(work, fact, told, { topic: 'work', template: 'goesOn', to: await handsOf(work, fact) }),
)

/** Others reported the same: what they saw may change what is to be done. */
const tookIn = listen(
  matters,
  matters,
  'tookIn',
  'tell-more-reports',
  async (work, fact, told) =>
    tell(work, fact, told, {
      topic: 'work',
      template: 'moreReports',
      to: await handsOf(work, fact),
      facts: { count: fact.numbers.length },
    }),
  isForHands,
)

/** Whoever did it and whoever answers for it, so that the two can make it good. */
const handledBadly = async (work: MattersWork, fact: Fact<typeof matters, 'ratedBadly'>, told: Told) =>
  tell(work, fact, told, {
    topic: 'work',
    template: 'ratedBadly',
    to: [...fact.handlerIds, ...(await handsOf(work, fact))],
    facts: { score: fact.score },
  })

/** Thanks reach those who earned them. */
const thanked = listen(
  matters,
  matters,
  'rated',
  'tell-thanked',
  async (work, fact, told) =>
    tell(work, fact, told, {
      topic: 'work',
      template: 'thanked',
      to: fact.handlerIds,
      facts: { score: fact.score },
      isAlone: true,
    }),
  (fact) => fact.score >= 4 && fact.handlerIds.length > 0,
)

const ratedBadly = listen(matters, matters, 'ratedBadly', 'tell-rated-badly', handledBadly)

const followUp = listen(
  matters,
  matters,
  'followUpAsked',
  'tell-follow-up',
  async (work, fact, told) =>
    tell(work, fact, told, { topic: 'work', template: 'followUp', to: await handsOf(work, fact) }),
  (fact) => fact.why !== 'ratedBadly',
)

export const tellHands = [
  opened,
  moved,
  assigned,
  arbitrated,
  reporterSaid,
  dueSoon,
  supervised,
  goesOn,
  tookIn,
  thanked,
  ratedBadly,
  followUp,
]
