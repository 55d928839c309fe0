/** A space to practise in (练习环境): a whole district of its own beside the real one, with sample people and sample work. */
import { Nullable, Type } from '@liren/contract'
import { closed } from './fields.ts'

export const PracticeState = Type.Object({
  state: Type.Enum(['none', 'off', 'starting', 'ready', 'failed']),
  port: Nullable(Type.Integer()),
  /** Where it is reached, when the operator says so; else the same host at `port`. */
  address: Nullable(Type.String()),
  password: Nullable(Type.String()),
  people: Type.Array(
    Type.Object({ loginName: Type.String(), name: Type.String(), role: Type.String(), board: Type.String() }),
  ),
})

export const practiceRoutes = {
  practice: {
    method: 'GET',
    path: '/practice',
    may: 'practice.use',
    summary: 'Whether the practice space is open, where, and as whom one can practise',
    reply: PracticeState,
  },
  openPractice: {
    method: 'POST',
    path: '/practice',
    may: 'practice.use',
    perMinute: 10,
    summary: 'Opens the practice space, or makes it anew; takes about half a minute the first time',
    body: Type.Object({ isAnew: Type.Boolean() }, closed),
    reply: PracticeState,
  },
} as const
