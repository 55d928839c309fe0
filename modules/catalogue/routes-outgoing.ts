/** What may be asked about systems that are told of changes: setting them up, their log, playing again, and sheets for those that only take typing. */
import { At, Id, Nullable, On, Page, PageQuery, Type } from '@liren/contract'
import { deliveryStates, outgoingKinds, SubscriberDraft } from './outgoing.ts'
import { object, text } from './shapes.ts'

const Code = Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' })
const byCode = object({ code: Code })
const byFile = object({ code: Code, id: Id })

export const Subscriber = Type.Object({
  code: Type.String(),
  ...SubscriberDraft.properties,
  ownerName: Type.String(),
  fields: Type.Array(Type.String()),
  isOn: Type.Boolean(),
  because: Nullable(Type.String()),
  hasSecret: Type.Boolean(),
  waiting: Type.Integer(),
  failed: Type.Integer(),
  /** Sent or put into a sheet within thirty days. */
  sent: Type.Integer(),
  lastSentAt: Nullable(At),
})

export const Delivery = Type.Object({
  id: Id,
  kind: Type.Enum([...outgoingKinds]),
  subjectKind: Type.String(),
  displayName: Type.String(),
  fields: Type.Array(Type.String()),
  state: Type.Enum([...deliveryStates]),
  at: At,
  sentAt: Nullable(At),
  failures: Type.Integer(),
  failure: Nullable(Type.String()),
  nextTryAt: Nullable(At),
})

const Sheet = Type.Object({
  id: Id,
  madeAt: At,
  rows: Type.Integer(),
  isConfirmed: Type.Boolean(),
})

export const outgoingRoutes = {
  listSubscribers: {
    method: 'GET',
    path: '/subscribers',
    may: 'outgoing.read',
    summary: 'Systems that are told when something changes here',
    reply: Type.Object({ items: Type.Array(Subscriber) }),
  },
  keepSubscriber: {
    method: 'PUT',
    path: '/subscribers/:code',
    may: 'outgoing.keep',
    params: byCode,
    body: SubscriberDraft,
    reply: Subscriber,
  },
  newSubscriberSecret: {
    method: 'POST',
    path: '/subscribers/:code/secrets',
    may: 'outgoing.keep',
    summary: 'A fresh secret for both sides, shown once',
    params: byCode,
    reply: Type.Object({ secret: Type.String() }),
    status: 201,
  },
  switchSubscriber: {
    method: 'PUT',
    path: '/subscribers/:code/switch',
    may: 'outgoing.keep',
    params: byCode,
    body: object({ isOn: Type.Boolean(), because: text(300, 2) }),
    reply: Subscriber,
  },
  listDeliveries: {
    method: 'GET',
    path: '/subscribers/:code/deliveries',
    may: 'outgoing.read',
    summary: 'What went out, or waits, or failed: names of fields, never a value',
    params: byCode,
    query: object({ ...PageQuery, state: Type.Optional(Type.Enum([...deliveryStates])) }),
    reply: Page(Delivery),
  },
  replayDeliveries: {
    method: 'POST',
    path: '/subscribers/:code/replays',
    may: 'outgoing.keep',
    summary:
      'Send again, under the same ids, so that nothing is done twice over there: one, or all that failed or were sent since a day',
    params: byCode,
    body: object({
      deliveryId: Type.Optional(Id),
      state: Type.Optional(Type.Enum(['failed', 'sent'])),
      from: Type.Optional(On),
    }),
    reply: Type.Object({ again: Type.Integer() }),
  },
  makeSheet: {
    method: 'POST',
    path: '/subscribers/:code/sheets',
    may: 'outgoing.type',
    summary: 'Put what waits within reach into a sheet, in the words of the system that only takes typing or a table',
    params: byCode,
    reply: Sheet,
    status: 201,
  },
  listSheets: {
    method: 'GET',
    path: '/subscribers/:code/sheets',
    may: 'outgoing.type',
    params: byCode,
    reply: Type.Object({ items: Type.Array(Sheet) }),
  },
  downloadSheet: {
    method: 'GET',
    path: '/subscribers/:code/sheets/:id/csv',
    may: 'outgoing.type',
    kind: 'stream',
    acts: true,
    perMinute: 10,
    params: byFile,
  },
  confirmSheet: {
    method: 'POST',
    path: '/subscribers/:code/sheets/:id/confirmations',
    may: 'outgoing.type',
    summary: 'All of it is in the other system now',
    params: byFile,
    reply: Sheet,
  },
} as const
