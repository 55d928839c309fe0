/** What may be done with a matter over HTTP: moves of its process, and the acts of the spine. */
import { AreaCode, At, Id, Nullable, On, Type } from '@liren/contract'
import { causes } from './reply.ts'
import {
  Call,
  ExclusionReason,
  Files,
  Helper,
  LimitView,
  Message,
  Name,
  PhaseName,
  Rating,
  Request,
  ReturnReason,
  Texts,
} from './views.ts'

const strict = { additionalProperties: false }

const One = Type.Object({ id: Id })

const ByCode = {
  number: Type.String({ minLength: 10, maxLength: 30 }),
  code: Type.String({ minLength: 8, maxLength: 20 }),
}
const Dissatisfactions = Type.Array(
  Type.Enum(['slow', 'notSolved', 'attitude', 'noReply', 'wrongUnit', 'unclear', 'other']),
  { maxItems: 7 },
)

const MoveBody = Type.Object(
  {
    seen: Type.Optional(Type.Integer({ minimum: 0 })),
    facts: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    files: Type.Optional(Files),
    unitId: Type.Optional(Id),
    accountId: Type.Optional(Id),
    accountName: Type.Optional(Name),
    despiteLoad: Type.Optional(Texts.short),
  },
  strict,
)

const Moved = Type.Object({
  id: Id,
  number: Type.String(),
  state: Type.String(),
  phase: PhaseName,
  seen: Type.Integer(),
  dueAt: Nullable(At),
  isReplay: Type.Boolean(),
})

export const actRoutes = {
  openErrand: {
    method: 'POST',
    path: '/errands',
    may: 'matter.open',
    status: 201,
    summary: 'A small matter without ceremony: place, standard, evidence and deadline said at once',
    body: Type.Object(
      {
        title: Texts.short,
        standard: Texts.long,
        areaCode: AreaCode,
        address: Texts.short,
        evidence: Type.Enum(['none', 'photo', 'file']),
        limit: LimitView,
        unitId: Type.Optional(Id),
        accountId: Type.Optional(Id),
        accountName: Type.Optional(Name),
        despiteLoad: Type.Optional(Texts.short),
      },
      strict,
    ),
    reply: Type.Object({ id: Id, number: Type.String() }),
  },
  move: {
    method: 'POST',
    path: '/matters/:id/moves/:move',
    may: 'signed-in',
    summary: 'Make a move of the process',
    params: Type.Object({ id: Id, move: Name }),
    body: MoveBody,
    reply: Moved,
  },
  say: {
    method: 'POST',
    path: '/matters/:id/messages',
    may: 'signed-in',
    status: 201,
    params: One,
    body: Type.Object({ text: Texts.long, isPublic: Type.Boolean(), files: Type.Optional(Files) }, strict),
    reply: Message,
  },
  rate: {
    method: 'POST',
    path: '/matters/:id/rating',
    may: 'signed-in',
    status: 201,
    params: One,
    body: Type.Object(
      {
        score: Type.Integer({ minimum: 1, maximum: 5 }),
        reasons: Type.Optional(Dissatisfactions),
        text: Type.Optional(Texts.optional),
      },
      strict,
    ),
    reply: Rating,
  },
  followUp: {
    method: 'POST',
    path: '/matters/:id/follow-ups',
    may: 'matter.talk',
    status: 201,
    summary: '回访 after the reply: reached? solved? satisfied?',
    params: One,
    body: Type.Object(
      {
        channel: Type.Enum(['phone', 'wechat', 'chat', 'visit', 'sms']),
        isReached: Type.Boolean(),
        /** Whether whoever handled it had got in touch with them, as they say. */
        wasContacted: Type.Optional(Type.Boolean()),
        isSolved: Type.Optional(Type.Boolean()),
        satisfaction: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
        note: Type.Optional(Texts.optional),
      },
      strict,
    ),
  },
  rateByCode: {
    method: 'POST',
    path: '/progress/rating',
    may: 'anyone',
    perMinute: 10,
    status: 201,
    summary: 'Say how it was, by number and query code, without login',
    body: Type.Object(
      {
        ...ByCode,
        score: Type.Integer({ minimum: 1, maximum: 5 }),
        reasons: Type.Optional(Dissatisfactions),
        text: Type.Optional(Texts.optional),
      },
      strict,
    ),
    reply: Rating,
  },
  sayByCode: {
    method: 'POST',
    path: '/progress/messages',
    may: 'anyone',
    perMinute: 10,
    status: 201,
    summary: 'Add a word, or answer the office, by number and query code',
    body: Type.Object({ ...ByCode, text: Texts.long }, strict),
    reply: Type.Object({ at: At, text: Type.String() }),
  },
  passPraise: {
    method: 'POST',
    path: '/matters/:id/praise',
    may: 'matter.talk',
    summary: 'Tell colleagues that somebody thanks them (表扬)',
    params: One,
    body: Type.Object({ accountIds: Type.Array(Id, { minItems: 1, maxItems: 20 }) }, strict),
  },
  reopenByCode: {
    method: 'POST',
    path: '/progress/reopening',
    may: 'anyone',
    perMinute: 10,
    summary: 'Ask for a closed matter to be taken up again, by number and query code',
    body: Type.Object({ ...ByCode, because: Texts.long }, strict),
    reply: Moved,
  },
  finishFollowUp: {
    method: 'POST',
    path: '/matters/:id/follow-up',
    may: 'matter.talk',
    params: One,
    summary:
      'What the follow-up of a bad rating brought: its cause, whether they are content now, and what they are told',
    body: Type.Object(
      {
        result: Texts.long,
        isSatisfiedNow: Type.Boolean(),
        cause: Type.Optional(Type.Enum([...causes])),
        reply: Type.Optional(Texts.long),
      },
      strict,
    ),
  },
  reopen: {
    method: 'POST',
    path: '/matters/:id/reopening',
    may: 'signed-in',
    params: One,
    body: Type.Object({ because: Texts.long, files: Type.Optional(Files) }, strict),
    reply: Moved,
  },
  remind: {
    method: 'POST',
    path: '/matters/:id/reminders',
    may: 'signed-in',
    status: 201,
    params: One,
    body: Type.Object({ text: Type.Optional(Texts.optional) }, strict),
  },
  supervise: {
    method: 'POST',
    path: '/matters/:id/supervisions',
    may: 'matter.supervise',
    status: 201,
    params: One,
    body: Type.Object({ level: Type.Enum(['yellow', 'red', 'listed', 'instruction']), text: Texts.long }, strict),
  },
  answerSupervision: {
    method: 'POST',
    path: '/supervisions/:id/answer',
    may: 'signed-in',
    params: One,
    body: Type.Object({ answer: Texts.long }, strict),
  },
  ask: {
    method: 'POST',
    path: '/matters/:id/requests',
    may: 'signed-in',
    status: 201,
    params: One,
    summary:
      'Ask for more time, for rest, to be relieved of it, that it be left out of what its unit is measured by, or that a unit be given more than its fill',
    body: Type.Object(
      {
        kind: Type.Enum(['delay', 'suspend', 'return', 'exclude', 'overload', 'void']),
        reason: Texts.long,
        reasonCode: Type.Optional(Type.Union([ReturnReason, ExclusionReason])),
        limit: Type.Optional(LimitView),
        reviewOn: Type.Optional(On),
        /** The unit that is to be given more than its fill. */
        unitId: Type.Optional(Id),
        files: Type.Optional(Files),
      },
      strict,
    ),
    reply: Request,
  },
  decide: {
    method: 'POST',
    path: '/requests/:id/decision',
    may: 'matter.decide',
    params: One,
    body: Type.Object({ isGranted: Type.Boolean(), decision: Texts.long, unitId: Type.Optional(Id) }, strict),
    reply: Request,
  },
  resume: {
    method: 'POST',
    path: '/matters/:id/resumption',
    may: 'matter.decide',
    params: One,
    summary: 'End a suspension (挂账)',
    body: Type.Object({ because: Texts.long }, strict),
  },
  assign: {
    method: 'POST',
    path: '/matters/:id/holder',
    may: 'signed-in',
    params: One,
    body: Type.Object(
      {
        unitId: Type.Optional(Id),
        accountId: Type.Optional(Id),
        accountName: Type.Optional(Name),
        because: Type.Optional(Texts.short),
        despiteLoad: Type.Optional(Texts.short),
      },
      strict,
    ),
  },
  support: {
    method: 'POST',
    path: '/matters/:id/helpers',
    may: 'signed-in',
    status: 201,
    params: One,
    body: Type.Object({ unitId: Id, task: Texts.long, limit: Type.Optional(LimitView) }, strict),
    reply: Helper,
  },
  finishSupport: {
    method: 'POST',
    path: '/helpers/:id/result',
    may: 'signed-in',
    params: One,
    summary: 'The supporting unit gives its result, or the lead closes its part with a reason',
    body: Type.Object(
      { result: Texts.long, isOverride: Type.Optional(Type.Boolean()), files: Type.Optional(Files) },
      strict,
    ),
    reply: Helper,
  },
  split: {
    method: 'POST',
    path: '/matters/:id/children',
    may: 'matter.split',
    status: 201,
    params: One,
    body: Type.Object(
      {
        title: Texts.short,
        summary: Type.Optional(Texts.optional),
        unitId: Type.Optional(Id),
        despiteLoad: Type.Optional(Texts.short),
      },
      strict,
    ),
    reply: Type.Object({ id: Id, number: Type.String() }),
  },
  merge: {
    method: 'POST',
    path: '/matters/:id/merges',
    may: 'matter.merge',
    params: One,
    summary: 'Take others into this one (并案)',
    body: Type.Object(
      {
        childIds: Type.Array(Id, { minItems: 1, maxItems: 50 }),
        because: Texts.short,
        /** The one they go into is closed, and is taken up again with it. */
        isReopening: Type.Optional(Type.Boolean()),
      },
      strict,
    ),
  },
  unmerge: {
    method: 'POST',
    path: '/matters/:id/separation',
    may: 'matter.merge',
    params: One,
    summary: 'Take it out of the one it was merged into: it goes on where it stood',
    body: Type.Object({ because: Texts.long }, strict),
  },
  void: {
    method: 'POST',
    path: '/matters/:id/voiding',
    may: 'matter.void',
    params: One,
    summary: 'Make void (作废): kept, numbered, with a reason',
    body: Type.Object({ because: Texts.long }, strict),
  },
  follow: { method: 'POST', path: '/matters/:id/followers', may: 'signed-in', params: One },
  logCall: {
    method: 'POST',
    path: '/matters/:id/calls',
    may: 'signed-in',
    status: 201,
    params: One,
    body: Type.Object(
      {
        toName: Name,
        channel: Type.Enum(['phone', 'wechat', 'chat', 'visit']),
        outcome: Type.Enum(['reached', 'noAnswer', 'busy', 'refused', 'wrongNumber']),
        seconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 86400 })),
        note: Type.Optional(Texts.optional),
      },
      strict,
    ),
    reply: Call,
  },
} as const
