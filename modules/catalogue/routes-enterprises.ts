/** What an enterprise may ask about itself: what departments told of it, who looked, and doubting what is wrong. */
import { At, Id, Page, PageQuery, Personal, Type } from '@liren/contract'
import { HeldValue, object, text } from './shapes.ts'

const byId = object({ id: Id })

export const enterpriseRoutes = {
  listMyFirms: {
    method: 'GET',
    path: '/me/enterprises',
    may: 'signed-in',
    summary: 'Enterprises I may act for today',
    reply: Type.Object({ items: Type.Array(Type.Object({ id: Id, name: Type.String(), creditCode: Type.String() })) }),
  },
  listFirmValues: {
    method: 'GET',
    path: '/me/enterprises/:id/values',
    may: 'signed-in',
    summary: 'What departments told about my enterprise, with source and date',
    params: byId,
    reply: Type.Object({ items: Type.Array(HeldValue) }),
  },
  listFirmLooks: {
    method: 'GET',
    path: '/me/enterprises/:id/looks',
    may: 'signed-in',
    summary: 'Who looked at what of my enterprise that is not public, when and why',
    params: byId,
    query: object(PageQuery),
    reply: Page(
      Type.Object({
        id: Id,
        at: At,
        byName: Type.String(),
        fields: Type.Array(Type.String()),
        purpose: Type.String(),
        reason: Type.String(),
      }),
    ),
  },
  challengeFirmValue: {
    method: 'POST',
    path: '/me/enterprises/:id/challenges',
    may: 'signed-in',
    perMinute: 10,
    summary: 'A value about my enterprise is wrong: its owner finds out',
    params: byId,
    body: object({ key: text(80), text: Personal(text(500, 2)) }),
    reply: Type.Object({ matterId: Id }),
    status: 201,
  },
} as const
