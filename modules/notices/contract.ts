/** Notices 通知: how other modules reach people, what people decide about it, and what became of every message. */
import {
  AreaCode,
  At,
  defineContract,
  Id,
  Nullable,
  Page,
  PageQuery,
  Personal,
  port,
  type Static,
  Type,
} from '@liren/contract'
import type { DeclaredFacts } from '@liren/contract/rules'
import type { PrivacyOccasion } from './privacy.ts'
import { announcementRoutes, announcementWriters } from './routes-announcements.ts'
import { privacyRoutes } from './routes-privacy.ts'

export * from './routes-announcements.ts'
export * from './routes-privacy.ts'

/** Ways to a person. `phone` is a person on the staff who rings up (电话名单). */
export const ChannelName = Type.Enum(['in-app', 'wechat', 'mini-program', 'wecom', 'dingtalk', 'sms', 'email', 'phone'])
export type ChannelName = Static<typeof ChannelName>

/** May the reader refuse it? Statutory 法定 and emergency 应急 notices always arrive. */
export const TopicKind = Type.Enum(['optional', 'work', 'statutory', 'emergency'])
export type TopicKind = Static<typeof TopicKind>

export const Urgency = Type.Enum(['normal', 'urgent', 'emergency'])
export type Urgency = Static<typeof Urgency>

/** How far a message got. */
export const Reach = Type.Enum(['queued', 'sent', 'delivered', 'read', 'not-reached'])
export type Reach = Static<typeof Reach>

/**
 * What a module gives to `notices`: `gives: { notices: { topics: [...] } }`. Words of each template stand in the giving
 * module's locales: `notice.<template>.title` and `.text`, and `topic.<name>` for the topic.
 * `outside` names the facts that may leave the platform (SMS, WeChat, e-mail …): never a reason, never a health matter.
 */
export type GivenTopics = {
  readonly topics: readonly {
    readonly name: string
    readonly kind: TopicKind
    readonly templates: Readonly<Record<string, { readonly outside: readonly string[] }>>
  }[]
}

/**
 * Part of whoever keeps the register of persons: `gives: { notices: { audience } satisfies GivenToNotices }`. Who lives in an area, a
 * page at a time in key order, with the facts a rule about an audience may use. Checks no permission.
 */
export type AudienceKeeper = {
  readonly facts: DeclaredFacts
  /** Facts are empty unless asked for: they cost a look at every person. */
  readonly page: (
    work: object,
    asked: {
      readonly areaCode: string
      readonly after: string | null
      readonly limit: number
      readonly hasFacts: boolean
    },
  ) => Promise<readonly { readonly personId: string; readonly facts: Readonly<Record<string, unknown>> }[]>
}
export type GivenToNotices = Partial<GivenTopics> & { readonly audience?: AudienceKeeper }

/**
 * A fact of a message. `{ word }` names words of a module (`<module>.<key>`), read in the language of whoever reads the message:
 * a grade, a level, a state. What is kept in both languages is given in both.
 */
export type NoticeFact = string | number | { readonly word: string } | { readonly 'zh-CN': string; readonly en: string }

/** One sending, to one or many. `topic` and `template` are `<module>.<name>`. */
export type Sending = {
  readonly to: {
    readonly accountIds?: readonly string[]
    readonly personIds?: readonly string[]
    /** For people without an account; only SMS (and the phone list) can reach them. */
    readonly phones?: readonly string[]
  }
  readonly topic: string
  readonly template: string
  readonly facts?: Readonly<Record<string, NoticeFact>>
  /** Path inside the boards, e.g. `/matters/0190…`. */
  readonly link?: string
  readonly urgency?: Urgency
  /** Unread messages of one key become one message with a count, and ring outside at most once per half hour. */
  readonly groupKey?: string
  /** What it is about, e.g. `case:0190…`; the delivery report can be asked by it. */
  readonly object?: string
  /** On whose behalf; opt-out rates are counted by unit, shown under `name`. */
  readonly sender?: { readonly unitId?: string | null; readonly name?: string; readonly area?: string | null }
  /** A repeated key sends nothing and answers with the first sending. Use the event's id in listeners. */
  readonly onceKey?: string
}

export type ReachCounts = Static<typeof ReachCounts>
export const ReachCounts = Type.Object({
  recipients: Type.Integer(),
  queued: Type.Integer(),
  sent: Type.Integer(),
  delivered: Type.Integer(),
  read: Type.Integer(),
  notReached: Type.Integer(),
  opened: Type.Integer(),
})

/** One sending on its way: nobody is named, the first who read it counts. */
export type Receipt = {
  readonly sentAt: Date
  readonly recipients: number
  readonly deliveredAt: Date | null
  readonly readAt: Date | null
}

/** What other modules may ask, within their own work: nothing is sent unless their transaction commits. */
/** What an outside reader has against words; `isSure` is false where it would rather a person looked. */
export type WordsObjection = { readonly kind: 'abuse' | 'advert' | 'unlawful'; readonly isSure: boolean }
/** Asks over the network: before a transaction (`ahead`), never in one. Null where nothing is against the words, and where nobody answered. */
export type WordsReader = (asked: {
  readonly text: string
  /** Whoever wrote them, where they have an account. */
  readonly accountId: string | null
}) => Promise<WordsObjection | null>

export type NoticesPort = {
  /** Reads what people wrote before everybody may, as a mini program must; null where none is switched on. */
  readonly wordsReader: () => Promise<WordsReader | null>
  /** @throws Error when topic or template was not given by any module: a bug of the sender. */
  readonly send: (sending: Sending) => Promise<{ readonly sendingId: string; readonly recipients: number }>
  /** What became of the sendings about an object, or of one sending. */
  readonly reach: (of: { readonly sendingId?: string; readonly object?: string }) => Promise<ReachCounts>
  /** When sendings about an object left, first arrived and were first read, oldest first. */
  readonly receipts: (of: {
    readonly object: string
    readonly templates: readonly string[]
  }) => Promise<readonly Receipt[]>
  /** The version of a privacy notice in force: whoever collects data keeps the one that was seen with it, and none that is not there yet. */
  readonly privacyVersion: (occasion: PrivacyOccasion) => Promise<number>
}

/** One line of a person's notices. `count` > 1 when several of one group were folded into it. */
export const Notice = Type.Object({
  id: Id,
  topic: Type.String(),
  kind: TopicKind,
  urgency: Urgency,
  title: Type.String(),
  text: Type.String(),
  link: Nullable(Type.String()),
  count: Type.Integer(),
  sentAt: At,
  readAt: Nullable(At),
})
export type Notice = Static<typeof Notice>

const Topic = Type.Object({
  topic: Type.String(),
  title: Type.String(),
  kind: TopicKind,
  /** Channels the reader may switch; statutory and emergency topics have none. */
  channels: Type.Array(Type.Object({ channel: ChannelName, title: Type.String(), isOn: Type.Boolean() })),
})

export const Preferences = Type.Object({
  topics: Type.Array(Topic),
  quiet: Type.Object({ from: Type.String(), until: Type.String() }),
  /** Where e-mail goes, masked; null when the reader gave none. */
  email: Personal(Nullable(Type.String())),
})
export type Preferences = Static<typeof Preferences>

/** Someone no channel reached, for a colleague to ring up. */
export const PhoneTask = Type.Object({
  id: Id,
  name: Personal(Type.String()),
  /** In full only for whoever took the task. */
  phone: Personal(Nullable(Type.String())),
  topic: Type.String(),
  title: Type.String(),
  text: Type.String(),
  urgency: Urgency,
  state: Type.Enum(['waiting', 'taken', 'done']),
  takenById: Nullable(Id),
  outcome: Nullable(Type.Enum(['reached', 'no-answer', 'wrong-number'])),
  createdAt: At,
})
export type PhoneTask = Static<typeof PhoneTask>

const staff = [
  'gridWorker',
  'communityWorker',
  'handler',
  'acceptor',
  'dutyLeader',
  'dispatcher',
  'supervisor',
  'communityAdmin',
] as const

const ProviderTemplate = Type.Object(
  {
    channel: Type.Enum(['wechat', 'mini-program', 'sms']),
    /** `<module>.<template>` */
    template: Type.String({ maxLength: 120 }),
    /** The provider's own number, e.g. `SMS_15305****`. */
    providerTemplate: Type.String({ minLength: 1, maxLength: 120 }),
    /** The provider's parameter → our fact, in the provider's order. `title`, `text` and `time` always exist. */
    parameters: Type.Array(
      Type.Object(
        { name: Type.String({ maxLength: 60 }), fact: Type.String({ maxLength: 60 }) },
        { additionalProperties: false },
      ),
      { maxItems: 20 },
    ),
  },
  { additionalProperties: false },
)
export type ProviderTemplate = Static<typeof ProviderTemplate>

const since = { since: Type.Optional(At), until: Type.Optional(At) }

export const notices = defineContract({
  name: 'notices',
  version: '0.1.0',
  permissions: {
    'report.read': ['communityAdmin', 'supervisor', 'dutyLeader', 'dispatcher', 'systemAdmin'],
    'phone-task.work': staff,
    'channel.manage': ['systemAdmin'],
    /** For the whole district. */
    'privacy.publish': ['dataSteward'],
    'announcement.read': [...announcementWriters, 'supervisor'],
    'announcement.write': announcementWriters,
    /** What nobody may refuse: told by law, or because of danger. */
    'announcement.oblige': ['communityAdmin', 'dutyLeader', 'dispatcher'],
  },
  refusals: {
    'not-found': 404,
    'not-optional': 422,
    'unknown-topic': 422,
    'already-taken': 409,
    'wrong-state': 409,
    'wrong-signature': 403,
    'channel-off': 409,
    'channel-failed': 409,
    'rule-unreadable': 422,
    'no-register': 409,
    'basis-needed': 422,
    'half-translated': 422,
    'too-early': 422,
    'too-far': 422,
    'gone-already': 409,
    'no-such-version': 404,
    'district-only': 403,
    'changed-since': 409,
  },
  events: {
    arrived: Type.Object({ noticeId: Id, accountId: Id, urgency: Urgency }),
    opened: Type.Object({ noticeId: Id, accountId: Id, topic: Type.String() }),
    'not-reached': Type.Object({ noticeId: Id, sendingId: Id, accountId: Nullable(Id), topic: Type.String() }),
  },
  routes: {
    ...announcementRoutes,
    ...privacyRoutes,
    mine: {
      method: 'GET',
      path: '/notices',
      may: 'signed-in',
      summary: 'My notices, newest first',
      query: Type.Object({ ...PageQuery, unread: Type.Optional(Type.Boolean()) }),
      reply: Page(Notice),
    },
    unread: {
      method: 'GET',
      path: '/notices/unread',
      may: 'signed-in',
      summary: 'How many I have not read, counted up to 100',
      reply: Type.Object({ count: Type.Integer({ maximum: 100 }) }),
    },
    markRead: {
      method: 'POST',
      path: '/notices/read',
      may: 'signed-in',
      body: Type.Object(
        { ids: Type.Optional(Type.Array(Id, { maxItems: 200 })), all: Type.Optional(Type.Boolean()) },
        { additionalProperties: false },
      ),
      reply: Type.Object({ count: Type.Integer() }),
    },
    open: {
      method: 'POST',
      path: '/notices/:id/open',
      may: 'signed-in',
      summary: 'I follow the link: marks it read and counts the click',
      params: Type.Object({ id: Id }),
      reply: Type.Object({ link: Nullable(Type.String()) }),
    },
    preferences: { method: 'GET', path: '/preferences', may: 'signed-in', reply: Preferences },
    prefer: {
      method: 'PUT',
      path: '/preferences',
      may: 'signed-in',
      body: Type.Object(
        {
          changes: Type.Array(
            Type.Object(
              { topic: Type.String(), channel: ChannelName, isOn: Type.Boolean() },
              { additionalProperties: false },
            ),
            { maxItems: 100 },
          ),
          email: Type.Optional(Personal(Nullable(Type.String({ format: 'email', maxLength: 120 })))),
        },
        { additionalProperties: false },
      ),
      reply: Preferences,
    },
    report: {
      method: 'GET',
      path: '/report',
      may: 'report.read',
      summary: 'How far sendings got, per channel: by sending, by object or by sender and time',
      query: Type.Object({
        sendingId: Type.Optional(Id),
        object: Type.Optional(Type.String()),
        unitId: Type.Optional(Id),
        ...since,
      }),
      reply: Type.Object({
        reach: ReachCounts,
        channels: Type.Array(
          Type.Object({
            channel: ChannelName,
            sent: Type.Integer(),
            delivered: Type.Integer(),
            read: Type.Integer(),
            failed: Type.Integer(),
            skipped: Type.Integer(),
          }),
        ),
      }),
    },
    senders: {
      method: 'GET',
      path: '/senders',
      may: 'report.read',
      summary: 'Sendings, click-through and opt-outs per sender and topic: over-messaging shows here',
      query: Type.Object(since),
      reply: Type.Object({
        items: Type.Array(
          Type.Object({
            unitId: Nullable(Id),
            /** Whoever has no unit sends for an area. */
            areaCode: Nullable(AreaCode),
            sender: Nullable(Type.String()),
            topic: Type.String(),
            title: Type.String(),
            messages: Type.Integer(),
            opened: Type.Integer(),
            openedPercent: Type.Number(),
            recipients: Type.Integer(),
            optedOut: Type.Integer(),
            optedOutPercent: Type.Number(),
          }),
        ),
      }),
    },
    phoneTasks: {
      method: 'GET',
      path: '/phone-tasks',
      may: 'phone-task.work',
      query: Type.Object({ ...PageQuery, state: Type.Optional(Type.Enum(['waiting', 'taken', 'done'])) }),
      reply: Page(PhoneTask),
    },
    takePhoneTask: {
      method: 'POST',
      path: '/phone-tasks/:id/take',
      may: 'phone-task.work',
      params: Type.Object({ id: Id }),
      reply: PhoneTask,
    },
    finishPhoneTask: {
      method: 'POST',
      path: '/phone-tasks/:id/finish',
      may: 'phone-task.work',
      params: Type.Object({ id: Id }),
      body: Type.Object(
        { outcome: Type.Enum(['reached', 'no-answer', 'wrong-number']) },
        { additionalProperties: false },
      ),
      reply: PhoneTask,
    },
    templates: {
      method: 'GET',
      path: '/provider-templates',
      may: 'channel.manage',
      reply: Type.Object({
        items: Type.Array(ProviderTemplate),
        given: Type.Array(
          Type.Object({ template: Type.String(), title: Type.String(), facts: Type.Array(Type.String()) }),
        ),
      }),
    },
    putTemplate: {
      method: 'PUT',
      path: '/provider-templates',
      may: 'channel.manage',
      body: ProviderTemplate,
      reply: ProviderTemplate,
    },
    tryChannel: {
      method: 'POST',
      path: '/channels/:channel/try',
      may: 'channel.manage',
      summary: 'Send myself one message, to see whether the settings are right',
      params: Type.Object({ channel: ChannelName }),
      body: Type.Object(
        { address: Personal(Type.String({ minLength: 1, maxLength: 200 })) },
        { additionalProperties: false },
      ),
      reply: Type.Object({ providerId: Nullable(Type.String()) }),
    },
    receipt: {
      method: 'POST',
      path: '/receipts/:provider',
      may: 'anyone',
      kind: 'stream',
      summary: 'Where providers report what became of a message; signature checked',
      params: Type.Object({ provider: Type.Enum(['aliyun', 'tencent', 'wechat']) }),
      perMinute: 3000,
    },
    greet: {
      method: 'GET',
      path: '/receipts/:provider',
      may: 'anyone',
      kind: 'stream',
      summary: 'The WeChat handshake: answers with echostr when the signature is right',
      params: Type.Object({ provider: Type.Enum(['wechat']) }),
    },
  },
  port: port<NoticesPort>(),
})
