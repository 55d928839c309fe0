/** What may be asked about ports of owners: keeping them, their secret, their switch, their calls, and claims verified through them. */
import { At, Id, Nullable, Page, PageQuery, Personal, Type } from '@liren/contract'
import { OwnerPortDraft, portKinds, portOutcomes, verdicts } from './owner-port.ts'
import { HeldValue, object, text } from './shapes.ts'

const Code = Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' })
const byCode = object({ code: Code })

export const OwnerPort = Type.Object({
  code: Type.String(),
  ...OwnerPortDraft.properties,
  ownerName: Type.String(),
  /** Names of the fields behind it, in the reader's language. */
  fields: Type.Array(Type.String()),
  isOn: Type.Boolean(),
  because: Nullable(Type.String()),
  hasSecret: Type.Boolean(),
  restsUntil: Nullable(At),
  checkedAt: Nullable(At),
  answeredAt: Nullable(At),
  /** Why the last call or check failed. */
  why: Nullable(Type.String()),
  /** Of the last thirty days. */
  calls: Type.Integer(),
  answeredShare: Nullable(Type.Number()),
  p50Ms: Nullable(Type.Integer()),
  p95Ms: Nullable(Type.Integer()),
})

export const ownerPortRoutes = {
  listOwnerPorts: {
    method: 'GET',
    path: '/owner-ports',
    may: 'owner-port.read',
    summary: 'Departments that keep their data and answer through a port, with how each fares',
    reply: Type.Object({ items: Type.Array(OwnerPort) }),
  },
  keepOwnerPort: {
    method: 'PUT',
    path: '/owner-ports/:code',
    may: 'owner-port.keep',
    summary: 'Register a port or change what is said of it; its fields are held there from now on',
    params: byCode,
    body: OwnerPortDraft,
    reply: OwnerPort,
  },
  newOwnerPortSecret: {
    method: 'POST',
    path: '/owner-ports/:code/secrets',
    may: 'owner-port.keep',
    summary: 'A fresh secret for both sides, shown once',
    params: byCode,
    reply: Type.Object({ secret: Type.String() }),
    status: 201,
  },
  switchOwnerPort: {
    method: 'PUT',
    path: '/owner-ports/:code/switch',
    may: 'owner-port.stop',
    summary: 'Stop every call through a port at once, or let it work again; its own department may',
    params: byCode,
    body: object({ isOn: Type.Boolean(), because: text(300, 2) }),
    reply: OwnerPort,
  },
  checkOwnerPort: {
    method: 'POST',
    path: '/owner-ports/:code/checks',
    may: 'owner-port.keep',
    summary: 'Knock at once instead of at the next quarter of an hour',
    params: byCode,
    status: 202,
  },
  listOwnerCalls: {
    method: 'GET',
    path: '/owner-ports/:code/calls',
    may: 'owner-port.read',
    params: byCode,
    query: object(PageQuery),
    reply: Page(
      Type.Object({
        id: Id,
        at: At,
        ms: Type.Integer(),
        outcome: Type.Enum([...portOutcomes]),
        status: Nullable(Type.Integer()),
        fields: Type.Array(Type.String()),
        purpose: Type.String(),
        byName: Type.String(),
      }),
    ),
  },
  verifyValue: {
    method: 'POST',
    path: '/verifications',
    may: 'value.verify',
    perMinute: 60,
    summary: 'Is it so? Yes, no or unknown about somebody within reach; the value itself is not shown',
    body: object({
      subjectKind: Type.Enum(['person', 'enterprise']),
      subjectId: Id,
      key: text(80),
      value: Personal(text(300)),
      reason: text(200, 2),
    }),
    reply: Type.Object({ answer: Type.Enum([...verdicts]), source: Nullable(Type.String()) }),
  },
  listVerifiable: {
    method: 'GET',
    path: '/verifications/fields',
    may: 'value.verify',
    summary: 'What can be verified',
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          key: Type.String(),
          name: Type.String(),
          type: Type.String(),
          about: Type.Enum(['person', 'enterprise']),
          choices: Type.Array(Type.Object({ value: Type.String(), label: Type.String() })),
        }),
      ),
    }),
  },
  listMyOwners: {
    method: 'GET',
    path: '/me/owners',
    may: 'signed-in',
    summary: 'Data about me that departments keep themselves, and how I reach them',
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          code: Type.String(),
          name: Type.String(),
          ownerName: Type.String(),
          kind: Type.Enum([...portKinds]),
          fields: Type.Array(Type.String()),
          /** Where I see it for myself; of redirect ports alone. */
          url: Nullable(Type.String()),
          isOn: Type.Boolean(),
        }),
      ),
    }),
  },
  askMyOwner: {
    method: 'POST',
    path: '/me/owners/:code/answers',
    may: 'signed-in',
    perMinute: 10,
    summary: 'Ask the department now what it holds about me',
    params: byCode,
    reply: Type.Object({ items: Type.Array(HeldValue) }),
  },
} as const
