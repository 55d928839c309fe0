/** 刷身份证 Coming in by identity card at a kiosk: the reader stands at the kiosk, signs what it read, and the server believes the signature alone. */
import { At, Id, Nullable, Personal, Type } from '@liren/contract'
import { closed, Entered } from './fields.ts'
import { DisplayName } from './shapes.ts'

const Day = Type.String({ pattern: '^\\d{8}$' })

export const cardRoutes = {
  cardReader: {
    method: 'GET',
    path: '/card-reader',
    may: 'anyone',
    summary: 'Where a kiosk finds its card reader, always an address of the kiosk itself; null where none is set up',
    reply: Type.Object({ address: Nullable(Type.String()) }),
  },
  askCard: {
    method: 'POST',
    path: '/cards/challenges',
    may: 'anyone',
    perMinute: 120,
    summary: 'A number used once, for the reader to sign with what it reads; holds two minutes',
    reply: Type.Object({ challengeId: Id, nonce: Type.String(), expiresAt: At }),
  },
  logInByCard: {
    method: 'POST',
    path: '/log-in/card',
    may: 'anyone',
    perMinute: 60,
    summary:
      'Enters as whoever registered with the number on the card; the session is a short one, as on any shared device',
    body: Type.Object(
      {
        challengeId: Id,
        reader: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }),
        name: DisplayName,
        idNumber: Personal(Type.String({ minLength: 15, maxLength: 18 })),
        validFrom: Day,
        validTo: Type.String({ pattern: '^(\\d{8}|长期)$' }),
        signature: Type.String({ pattern: '^[A-Za-z0-9_-]{86}$' }),
      },
      closed,
    ),
    reply: Entered,
  },
} as const
