/** What everybody may ask about themselves: their entry, who looked at it, their memberships and enterprises. */
import { AreaCode, Id, Nullable, Page, PageQuery, Personal, Type } from '@liren/contract'
import {
  DwellingTie,
  Enterprise,
  EnterpriseHandler,
  Footprint,
  Household,
  Membership,
  object,
  Person,
  PrivateField,
  text,
} from './shapes.ts'

const byId = object({ id: Id })

export const ownRoutes = {
  readMe: {
    method: 'GET',
    path: '/me',
    may: 'signed-in',
    reply: Type.Object({
      person: Person,
      memberships: Type.Array(Membership),
      households: Type.Array(Household),
      ties: Type.Array(DwellingTie),
      enterprises: Type.Array(Enterprise),
    }),
  },
  revealMine: {
    method: 'POST',
    path: '/me/reveals',
    may: 'signed-in',
    perMinute: 30,
    body: object({ fields: Type.Array(PrivateField, { minItems: 1, maxItems: 8 }) }),
    reply: Type.Object({
      values: Type.Array(Type.Object({ field: PrivateField, clearText: Personal(Nullable(Type.String())) })),
    }),
  },
  updateMine: {
    method: 'PATCH',
    path: '/me',
    may: 'signed-in',
    body: object({
      phone: Type.Optional(Personal(text(20))),
      /** From identity’s `POST /phone-proofs`; not asked for the phone the account signs in by. */
      phoneProof: Type.Optional(Personal(text(200))),
      address: Type.Optional(Personal(Nullable(text(300)))),
      emergencyContact: Type.Optional(Personal(Nullable(text(100)))),
    }),
    reply: Person,
  },
  listMyFootprints: {
    method: 'GET',
    path: '/me/footprints',
    may: 'signed-in',
    query: object(PageQuery),
    reply: Page(Footprint),
  },
  questionFootprint: {
    method: 'POST',
    path: '/me/footprints/:id/questions',
    may: 'signed-in',
    perMinute: 20,
    params: byId,
    body: object({ questionText: Personal(text(500, 2)) }),
    reply: Type.Object({ id: Id }),
    status: 201,
  },
  listMyMemberships: {
    method: 'GET',
    path: '/me/memberships',
    may: 'signed-in',
    reply: Type.Object({ items: Type.Array(Membership), rightsAndDuties: Type.String() }),
  },
  joinCommunity: {
    method: 'POST',
    path: '/me/memberships',
    may: 'signed-in',
    body: object({ communityCode: AreaCode }),
    reply: Membership,
    status: 201,
  },
  moveCommunity: {
    method: 'POST',
    path: '/me/memberships/:id/moves',
    may: 'signed-in',
    params: byId,
    body: object({ toCommunityCode: AreaCode }),
    reply: Membership,
    status: 201,
  },
  leaveCommunity: {
    method: 'POST',
    path: '/me/memberships/:id/departures',
    may: 'signed-in',
    params: byId,
    reply: Membership,
  },
  listMyEnterprises: {
    method: 'GET',
    path: '/me/enterprises',
    may: 'signed-in',
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          enterprise: Enterprise,
          scopes: Type.Array(Type.String()),
          handlers: Type.Array(EnterpriseHandler),
        }),
      ),
    }),
  },
} as const
