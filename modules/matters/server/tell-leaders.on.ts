/** Tells those beside the holder: who decides and who asked, who oversees what is late, and who helps (协办). */
import { listen } from '@liren/kernel'
import { matters } from '../contract.ts'
import { partStore } from './part-store.ts'
import { handsOf, holdersAbove, holdersAt, peopleOf, pressed, shortTime, tell, urgencyOf } from './telling.ts'

const overdue = listen(matters, matters, 'overdue', 'tell-overdue', async (work, fact, told) =>
  tell(work, fact, told, {
    topic: 'work',
    template: 'overdue',
    to: [...(await handsOf(work, fact)), ...(await holdersAt(work, ['supervisor', 'dutyLeader'], fact.areaCode))],
    facts: { due: shortTime(fact.dueAt) },
    urgency: pressed(fact.grade),
  }),
)

/** Somebody waits for a word and did not get it in time. */
const replyMissed = listen(matters, matters, 'replyMissed', 'tell-reply-missed', async (work, fact, told) =>
  tell(work, fact, told, {
    topic: 'work',
    template: 'replyMissed',
    to: [...(await handsOf(work, fact)), ...(await holdersAt(work, ['supervisor', 'dutyLeader'], fact.areaCode))],
    facts: { due: shortTime(fact.since) },
    isAlone: true,
  }),
)

const toDecide = listen(matters, matters, 'asked', 'tell-to-decide', async (work, fact, told) =>
  tell(work, fact, told, {
    topic: 'work',
    template: 'toDecide',
    to: await holdersAt(
      work,
      matters.permissions[
        fact.kind === 'overload'
          ? 'load.exceed'
          : fact.kind === 'void'
            ? 'matter.void'
            : fact.needsArbitration
              ? 'matter.arbitrate'
              : 'matter.decide'
      ],
      fact.areaCode,
    ),
    facts: { what: { word: `matters.request.${fact.kind}` } },
    urgency: urgencyOf(fact.grade),
  }),
)

const decided = listen(matters, matters, 'decided', 'tell-decided', async (work, fact, told) => {
  const request = await partStore(work.db).request(fact.requestId)
  if (!request?.askedById) return
  await tell(work, fact, told, {
    topic: 'work',
    template: fact.isGranted ? 'granted' : 'refused',
    to: [request.askedById],
    facts: { what: { word: `matters.request.${fact.kind}` } },
  })
})

const lapsed = listen(matters, matters, 'requestLapsed', 'tell-lapsed', async (work, fact, told) => {
  const request = await partStore(work.db).request(fact.requestId)
  if (!request?.askedById) return
  await tell(work, fact, told, {
    topic: 'work',
    template: 'lapsed',
    to: [request.askedById],
    facts: { what: { word: `matters.request.${fact.kind}` } },
  })
})

const supportAsked = listen(matters, matters, 'supported', 'tell-support-asked', async (work, fact, told) =>
  tell(work, fact, told, {
    topic: 'work',
    template: 'supportAsked',
    to: await peopleOf(work, fact.unitId),
    facts: { due: shortTime(fact.dueAt) },
    urgency: urgencyOf(fact.grade),
  }),
)

const supportDone = listen(matters, matters, 'supportDone', 'tell-support-done', async (work, fact, told) =>
  tell(work, fact, told, { topic: 'work', template: 'supportDone', to: await handsOf(work, fact) }),
)

/** The unit is reminded; the lead answers for the whole and hears of it with those who oversee it. */
const supportLate = listen(matters, matters, 'supportLate', 'tell-support-late', async (work, fact, told) =>
  tell(work, fact, told, {
    topic: 'work',
    template: 'supportLate',
    to: [
      ...(await peopleOf(work, fact.unitId)),
      ...(await handsOf(work, fact)),
      ...(await holdersAt(work, ['supervisor', 'dutyLeader'], fact.areaCode)),
    ],
    facts: { unit: fact.unitName, due: shortTime(fact.dueAt) },
    urgency: pressed(fact.grade),
  }),
)

/** Whoever was to decide did not: one level up hears of it. */
const decisionLate = listen(matters, matters, 'decisionLate', 'tell-decision-late', async (work, fact, told) =>
  tell(work, fact, told, {
    topic: 'work',
    template: 'decisionLate',
    to: await holdersAbove(work, ['supervisor', 'dutyLeader'], fact.areaCode),
    facts: { what: { word: `matters.request.${fact.kind}` }, since: shortTime(fact.since) },
    isAlone: true,
  }),
)

export const tellLeaders = [
  overdue,
  replyMissed,
  toDecide,
  decided,
  lapsed,
  supportAsked,
  supportDone,
  supportLate,
  decisionLate,
]
