/** What the spine gives to notices (通知): its topics, its templates, and which facts of them may leave the platform. */
import type { GivenTopics } from '@liren/notices/contract'

/** A title is the reporter's own words: outside it could be read by anybody who looks over a shoulder. */
const numberOnly = { outside: ['number'] }
const silent = { outside: [] }

export const noticeTopics = {
  topics: [
    {
      name: 'progress',
      kind: 'optional',
      templates: {
        received: numberOnly,
        nowAt: { outside: ['number', 'state'] },
        said: numberOnly,
        takenUpAgain: numberOnly,
        joinedBy: { outside: ['number', 'count'] },
        progressHidden: silent,
      },
    },
    {
      name: 'decision',
      kind: 'statutory',
      templates: {
        closed: numberOnly,
        declined: numberOnly,
        joined: { outside: ['number', 'into'] },
        takenOut: { outside: ['number', 'from'] },
        decisionHidden: silent,
      },
    },
    {
      name: 'work',
      kind: 'work',
      templates: {
        given: { outside: ['number', 'grade', 'due'] },
        dueSoon: { outside: ['number', 'due'] },
        overdue: { outside: ['number', 'due'] },
        toDecide: { outside: ['number', 'what'] },
        granted: { outside: ['number', 'what'] },
        refused: { outside: ['number', 'what'] },
        lapsed: { outside: ['number', 'what'] },
        supervised: { outside: ['number', 'level'] },
        supportAsked: { outside: ['number', 'due'] },
        supportDone: numberOnly,
        supportLate: { outside: ['number', 'due'] },
        decisionLate: { outside: ['number', 'what'] },
        thanked: { outside: ['number', 'score'] },
        ratedBadly: { outside: ['number', 'score'] },
        followUp: numberOnly,
        reporterSaid: numberOnly,
        goesOn: numberOnly,
        moreReports: { outside: ['number', 'count'] },
        replyMissed: { outside: ['number'] },
        praised: numberOnly,
        workHidden: silent,
      },
    },
  ],
} as const satisfies GivenTopics

type Topic = (typeof noticeTopics.topics)[number]
export type TopicName = Topic['name']
/** Templates of one topic. */
export type TemplateOf<T extends TopicName> =
  Extract<Topic, { name: T }> extends { templates: infer M } ? keyof M & string : never
