/** Routes of announcements 通知公告: whom one would reach, writing it, what is on its way, and taking it back in time. */
import { AreaCode, At, Id, Nullable, Page, PageQuery, type Static, Type } from '@liren/contract'

export const announcementWriters = ['communityWorker', 'communityAdmin', 'dutyLeader', 'dispatcher'] as const

const Kind = Type.Enum(['optional', 'statutory', 'emergency', 'work'])
/** Roles a notice to colleagues may be for. */
const StaffRole = Type.Enum(['gridWorker', 'communityWorker', 'communityAdmin', 'handler'])
const text = (most: number, least = 1) => Type.String({ minLength: least, maxLength: most, pattern: '\\S' })

const whom = {
  areaCode: AreaCode,
  kind: Kind,
  /** A rule about residents; everybody who lives there where it is missing. */
  rule: Type.Optional(Type.String({ maxLength: 500 })),
  /** Of colleagues, for kind `work`. */
  roles: Type.Optional(Type.Array(StaffRole, { maxItems: 4, uniqueItems: true })),
}

export type AnnouncementBody = Static<typeof AnnouncementBody>
export const AnnouncementBody = Type.Object(
  {
    ...whom,
    urgency: Type.Enum(['normal', 'urgent']),
    titleZh: text(40, 2),
    textZh: text(1000, 2),
    titleEn: Type.Optional(text(80, 2)),
    textEn: Type.Optional(text(2000, 2)),
    /** Who speaks, as it stands under the notice. */
    signature: text(40, 2),
    /** The law or rule that demands it; needed where nobody may refuse. */
    basis: Type.Optional(text(200, 2)),
    /** Path inside the boards. */
    link: Type.Optional(Type.String({ pattern: '^/(?!/)', maxLength: 200 })),
    /** At once where it is missing. */
    sendAt: Type.Optional(At),
  },
  { additionalProperties: false },
)

export type Announcement = Static<typeof Announcement>
export const Announcement = Type.Object({
  id: Id,
  ...AnnouncementBody.properties,
  rule: Nullable(Type.String()),
  roles: Type.Array(StaffRole),
  titleEn: Nullable(Type.String()),
  textEn: Nullable(Type.String()),
  basis: Nullable(Type.String()),
  link: Nullable(Type.String()),
  sendAt: At,
  writtenAt: At,
  state: Type.Enum(['waiting', 'sending', 'sent', 'withdrawn']),
  finishedAt: Nullable(At),
  /** Under which the delivery report is asked. */
  object: Type.String(),
  reach: Type.Object({
    recipients: Type.Integer(),
    sent: Type.Integer(),
    delivered: Type.Integer(),
    read: Type.Integer(),
    notReached: Type.Integer(),
    opened: Type.Integer(),
  }),
})

/** Numbers only; null where there are so few that they would speak of single people. */
export type AudienceCount = Static<typeof AudienceCount>
export const AudienceCount = Type.Object({
  /** People of the area whom the rule fits. */
  people: Nullable(Type.Integer()),
  /** Of whom the register knows too little for the rule: they are not written to. */
  unknown: Type.Integer(),
  /** Those with an account: whom it can reach. */
  reachable: Nullable(Type.Integer()),
  /** Among them, who refuses this topic inside the app. */
  refusing: Nullable(Type.Integer()),
  /** Ways outside that are switched on. */
  ways: Type.Array(Type.String()),
})

export const announcementRoutes = {
  announcements: {
    method: 'GET',
    path: '/announcements',
    may: 'announcement.read',
    summary: 'Announcements within reach, newest first, each with how far it got',
    query: Type.Object(PageQuery),
    reply: Page(Announcement),
  },
  announcement: {
    method: 'GET',
    path: '/announcements/:id',
    may: 'announcement.read',
    params: Type.Object({ id: Id }),
    reply: Announcement,
  },
  countAudience: {
    method: 'GET',
    path: '/audience',
    may: 'announcement.write',
    summary: 'How many an announcement would reach; never who',
    perMinute: 60,
    query: Type.Object({
      ...whom,
      roles: Type.Optional(Type.Union([StaffRole, Type.Array(StaffRole, { maxItems: 4, uniqueItems: true })])),
    }),
    reply: AudienceCount,
  },
  announce: {
    method: 'POST',
    path: '/announcements',
    may: 'announcement.write',
    perMinute: 20,
    body: AnnouncementBody,
    reply: Announcement,
    status: 201,
  },
  withdraw: {
    method: 'POST',
    path: '/announcements/:id/withdraw',
    may: 'announcement.write',
    summary: 'Before it has left',
    params: Type.Object({ id: Id }),
    reply: Announcement,
  },
} as const
