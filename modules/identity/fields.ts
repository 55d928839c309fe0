/** What people enter at the door, and what addresses of accounts carry. */
import { AreaCode, At, Id, Nullable, Personal, Type } from '@liren/contract'
import { NextStep, Role } from './shapes.ts'

export const closed = { additionalProperties: false } as const

export const LoginName = Type.String({ minLength: 3, maxLength: 40, pattern: '^[A-Za-z0-9._-]+$' })
export const Phone = Personal(Type.String({ pattern: '^1[3-9]\\d{9}$' }))
export const Password = Personal(Type.String({ minLength: 1, maxLength: 200 }))
export const Code = Personal(Type.String({ pattern: '^\\d{6}$' }))
export const Params = Type.Object({ id: Id }, closed)
export const ProviderParams = Type.Object({ provider: Type.String({ pattern: '^[a-z][a-z0-9-]{1,30}$' }) }, closed)

/** The way in succeeded, or names the step that is still missing. */
export const Entered = Type.Object({ accountId: Id, next: Nullable(NextStep) })
/** JSON of the WebAuthn protocol, made and read by the library on both sides. */
export const Ceremony = Type.Record(Type.String(), Type.Unknown())
export const Challenge = Type.Object({ challengeId: Id, options: Type.Unknown() })

export const Asking = Type.Object(
  {
    accountId: Id,
    role: Role,
    area: AreaCode,
    unitId: Type.Optional(Nullable(Id)),
    reason: Type.String({ minLength: 2, maxLength: 200 }),
    untilAt: Type.Optional(At),
  },
  closed,
)
