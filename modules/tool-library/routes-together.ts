/** Made together: norms as beginnings, notes of co-design for each tool, and offers of enterprises under published rules. */
import { AreaCode, At, Id, Nullable, On, Page, PageQuery, type Static, Type } from '@liren/contract'
import { Text } from './text.ts'
import { Publisher, ToolId } from './views.ts'

const closed = { additionalProperties: false } as const
const object = <P extends Record<string, import('@liren/contract').TSchema>>(properties: P) =>
  Type.Object(properties, closed)
const One = object({ id: ToolId })

/** trialGroup 试用小组 · workshop 共创会 · prototype 原型 · coproduced 共同提供的服务. */
export const togetherKinds = ['trialGroup', 'workshop', 'prototype', 'coproduced'] as const
export type TogetherRow = Static<typeof TogetherRow>
export const TogetherRow = Type.Object({
  id: Id,
  toolId: ToolId,
  areaCode: AreaCode,
  areaName: Type.String(),
  kind: Type.Enum([...togetherKinds]),
  heldOn: On,
  people: Type.Integer(),
  /** Who was there, as groups and never by name: 五位独居老人、两位楼长. */
  who: Type.String(),
  what: Type.String(),
  /** What was changed by it; null while nothing was. */
  became: Nullable(Type.String()),
  notedAt: At,
})

/** received 已收到 · invited 请来做 · declined 不采用 · withdrawn 自己撤回. */
export const offerStates = ['received', 'invited', 'declined', 'withdrawn'] as const
export type OfferState = (typeof offerStates)[number]
/** module 功能模块 · service 数据服务 · operation 运营服务. */
export const offerKinds = ['module', 'service', 'operation'] as const
const Offered = {
  kind: Type.Enum([...offerKinds]),
  organisation: Text(60, 2),
  title: Text(60, 2),
  what: Text(1000, 10),
  /** What of people it would need to know; the least. */
  needsToKnow: Text(500, 2),
  cost: Text(300, 1),
}
export type OfferRow = Static<typeof OfferRow>
export const OfferRow = Type.Object({
  id: Id,
  areaCode: AreaCode,
  kind: Type.Enum([...offerKinds]),
  organisation: Type.String(),
  title: Type.String(),
  what: Type.String(),
  needsToKnow: Type.String(),
  cost: Type.String(),
  hasKey: Type.Boolean(),
  publisher: Nullable(Publisher),
  state: Type.Enum([...offerStates]),
  answer: Nullable(Type.String()),
  offeredAt: At,
  answeredAt: Nullable(At),
})

export const togetherRoutes = {
  together: {
    method: 'GET',
    path: '/tools/:id/together',
    may: 'anyone',
    params: One,
    summary: 'How a tool was made together with those it is for',
    reply: Type.Object({ items: Type.Array(TogetherRow) }),
  },
  noteTogether: {
    method: 'POST',
    path: '/tools/:id/together',
    may: 'tool.make',
    status: 201,
    params: One,
    summary: 'Notes a trial group, a workshop, a prototype or a service given together',
    body: object({
      id: Id,
      area: AreaCode,
      kind: Type.Enum([...togetherKinds]),
      heldOn: On,
      people: Type.Integer({ minimum: 1, maximum: 9999 }),
      who: Text(120, 2),
      what: Text(600, 4),
      became: Type.Optional(Text(600, 2)),
    }),
    reply: TogetherRow,
  },
  becameOf: {
    method: 'PUT',
    path: '/together/:id/became',
    may: 'tool.make',
    params: object({ id: Id }),
    summary: 'Says afterwards what was changed by it',
    body: object({ became: Text(600, 2) }),
    reply: TogetherRow,
  },
  makeFrom: {
    method: 'POST',
    path: '/tools/:id/beginnings',
    may: 'tool.make',
    status: 201,
    params: One,
    summary:
      'A draft of a tool made from a norm: its checklist to be ticked, its steps to be gone, its form to be filled',
    body: object({ area: AreaCode, newId: ToolId }),
    reply: Type.Object({ draftId: Id }),
  },
  offer: {
    method: 'POST',
    path: '/offers',
    may: 'signed-in',
    status: 201,
    perMinute: 5,
    summary:
      'An enterprise or association offers a module, a data service or operations; sent twice under one id it is one',
    body: object({
      id: Id,
      area: AreaCode,
      ...Offered,
      publicKey: Type.Optional(Text(400, 60)),
      hasReadRules: Type.Literal(true),
    }),
    reply: OfferRow,
  },
  myOffers: {
    method: 'GET',
    path: '/offers/mine',
    may: 'signed-in',
    query: object(PageQuery),
    reply: Page(OfferRow),
  },
  withdrawOffer: {
    method: 'DELETE',
    path: '/offers/:id',
    may: 'signed-in',
    params: object({ id: Id }),
    reply: OfferRow,
  },
  offers: {
    method: 'GET',
    path: '/offers',
    may: 'tool.keep',
    query: object({ ...PageQuery, state: Type.Optional(Type.Enum([...offerStates])) }),
    reply: Page(OfferRow),
  },
  answerOffer: {
    method: 'POST',
    path: '/offers/:id/answer',
    may: 'tool.keep',
    params: object({ id: Id }),
    summary: 'Invites whoever offered under a publisher’s name, trusting the key they sent, or says why not',
    body: object({ isInvited: Type.Boolean(), answer: Text(500, 4), publisher: Type.Optional(Publisher) }),
    reply: OfferRow,
  },
} as const
