/** Routes of what the district says itself: by which channels reports come, which words mean danger, which are not shown to all. */
import { At, Nullable, type Static, Type } from '@liren/contract'
import { Text } from './views.ts'

const closed = { additionalProperties: false }
const Code = Type.String({ pattern: '^[a-z][a-zA-Z0-9-]{1,29}$' })
/** Who may send through a channel. */
export const sourceRoles = [
  'guest',
  'resident',
  'merchant',
  'gridWorker',
  'communityWorker',
  'communityAdmin',
  'acceptor',
  'dutyLeader',
  'dispatcher',
  'supervisor',
  'handler',
  'representative',
  'dataSteward',
  'systemAdmin',
] as const
/** Where a report that comes by a channel begins. */
export const sourceStarts = ['intake', 'filing', 'dispatching'] as const
/** One letter alone would sound the alarm with every other report. */
const Word = Type.String({ minLength: 2, maxLength: 30, pattern: '\\S\\s*\\S' })
const Words = (least: number) => Type.Array(Word, { minItems: least, maxItems: 60, uniqueItems: true })

export type SourceWritten = Static<typeof SourceWritten>
export const SourceWritten = Type.Object(
  {
    letter: Type.String({ pattern: '^[A-Z]$' }),
    name: Text(30),
    nameEn: Text(60),
    start: Type.Enum([...sourceStarts]),
    roles: Type.Array(Type.Enum([...sourceRoles]), { minItems: 1, maxItems: sourceRoles.length, uniqueItems: true }),
  },
  closed,
)
export type SafetyWritten = Static<typeof SafetyWritten>
export const SafetyWritten = Type.Object(
  {
    words: Words(1),
    unless: Words(0),
    /** Numbers to ring now. */
    advise: Type.Array(Type.String({ pattern: '^[0-9]{3,12}$' }), { minItems: 1, maxItems: 6, uniqueItems: true }),
    adviceZh: Text(200),
    adviceEn: Text(300),
    call: Type.Array(Type.Enum(['gridWorker', 'communityWorker', 'dutyLeader']), {
      minItems: 1,
      maxItems: 3,
      uniqueItems: true,
    }),
    isRestricted: Type.Boolean(),
    categoryCode: Nullable(Type.String({ maxLength: 40 })),
  },
  closed,
)
const ModerationWritten = Type.Object({ word: Word, kind: Type.Enum(['abuse', 'advert']) }, closed)

export type Wording = Static<typeof Wording>
export const Wording = Type.Object({
  sources: Type.Array(
    Type.Object({ code: Type.String(), ...SourceWritten.properties, roles: Type.Array(Type.String()) }),
  ),
  safety: Type.Array(
    Type.Object({ code: Type.String(), ...SafetyWritten.properties, call: Type.Array(Type.String()) }),
  ),
  moderation: Type.Array(ModerationWritten),
  changes: Type.Array(
    Type.Object({
      id: Type.String(),
      part: Type.Enum(['source', 'safety', 'moderation']),
      code: Type.String(),
      at: At,
      byName: Type.String(),
      /** Which parts of it are new. */
      keys: Type.Array(Type.String()),
    }),
  ),
})

const params = Type.Object({ code: Code }, closed)

export const wordingRoutes = {
  wording: { method: 'GET', path: '/wording', may: 'wording.change', reply: Wording },
  putSource: {
    method: 'PUT',
    path: '/sources/:code',
    may: 'wording.change',
    summary: 'Changes a channel or adds one; its letter stays, because numbers bear it',
    params,
    body: SourceWritten,
    reply: Wording,
  },
  putSafety: {
    method: 'PUT',
    path: '/safety-words/:code',
    may: 'wording.change',
    params,
    body: SafetyWritten,
    reply: Wording,
  },
  dropSafety: { method: 'DELETE', path: '/safety-words/:code', may: 'wording.change', params, reply: Wording },
  putModeration: {
    method: 'PUT',
    path: '/moderation-words',
    may: 'wording.change',
    summary: 'The whole list of words that are not shown to everybody',
    body: Type.Object({ items: Type.Array(ModerationWritten, { maxItems: 2000 }) }, closed),
    reply: Wording,
  },
} as const
