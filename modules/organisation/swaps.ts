/** Swapping duties (换班): one asks, the colleague agrees, and the roster says so; nobody is put on duty unasked. */
import { At, Id, Nullable, On, Type } from '@liren/contract'

const closed = { additionalProperties: false } as const
const byId = Type.Object({ id: Id }, closed)
const Name = Type.String({ maxLength: 120 })

export const Swap = Type.Object({
  id: Id,
  shiftId: Id,
  shiftName: Name,
  startsAt: Type.String(),
  endsAt: Type.String(),
  onDay: On,
  /** The day on which whoever asks stands in for the colleague instead. */
  inReturnOn: Nullable(On),
  fromName: Name,
  toName: Name,
  reason: Type.String(),
  state: Type.Enum(['asked', 'agreed', 'refused', 'withdrawn']),
  askedAt: At,
  answeredAt: Nullable(At),
  answer: Nullable(Type.String()),
  /** Waits for the answer of whoever reads. */
  isMineToAnswer: Type.Boolean(),
  isMine: Type.Boolean(),
})

export const swapRoutes = {
  myDuties: {
    method: 'GET',
    path: '/my-duties',
    may: 'signed-in',
    summary: 'Shifts I stand in during the coming four weeks, and colleagues who could take one over',
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          shiftId: Id,
          shiftName: Name,
          memberId: Id,
          day: On,
          startsAt: Type.String(),
          endsAt: Type.String(),
          colleagues: Type.Array(Type.Object({ memberId: Id, name: Name })),
        }),
      ),
      swaps: Type.Array(Swap),
    }),
  },
  askSwap: {
    method: 'POST',
    path: '/shifts/:id/swaps',
    may: 'signed-in',
    status: 201,
    summary: 'Ask a colleague to take over one of my days, perhaps for one of theirs',
    params: byId,
    body: Type.Object(
      {
        onDay: On,
        toMemberId: Id,
        inReturnOn: Type.Optional(On),
        reason: Type.String({ minLength: 1, maxLength: 200 }),
      },
      closed,
    ),
    reply: Type.Object({ id: Id }),
  },
  answerSwap: {
    method: 'POST',
    path: '/swaps/:id/answer',
    may: 'signed-in',
    summary: 'The colleague agrees or not; whoever asked may take it back until then',
    params: byId,
    body: Type.Object(
      {
        state: Type.Enum(['agreed', 'refused', 'withdrawn']),
        answer: Type.Optional(Type.String({ maxLength: 200 })),
      },
      closed,
    ),
  },
  swaps: {
    method: 'GET',
    path: '/units/:id/swaps',
    may: 'organisation.read',
    summary: 'Swaps of a unit’s shifts, those of the last ninety days and to come',
    params: byId,
    reply: Type.Object({ items: Type.Array(Swap) }),
  },
} as const
