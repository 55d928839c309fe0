/** How soon orders, calls and complaints were answered. */
import { AreaCode, At, Id, Nullable, Type } from '@liren/contract'
import { timed } from './timers.ts'
import { closed, Window } from './views.ts'

export const timerRoutes = {
  timers: {
    method: 'GET',
    path: '/timers',
    may: 'indicator.read',
    summary: 'Orders received, calls answered, complaints accepted: how many in time, and which not',
    query: Type.Object({ ...Window, area: Type.Optional(AreaCode) }, closed),
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          kind: Type.Enum([...timed]),
          due: Type.Integer(),
          inTime: Type.Integer(),
          late: Type.Integer(),
          waiting: Type.Integer(),
          medianMinutes: Nullable(Type.Number()),
          /** More than this many stand in the window: the newest were counted. Null where all were. */
          newest: Nullable(Type.Integer()),
          /** Some that were late, the newest first; of complaints there is the list of the indicator. */
          lateOnes: Type.Array(
            Type.Object({ id: Id, module: Type.String(), number: Type.String(), title: Type.String(), dueAt: At }),
          ),
        }),
      ),
    }),
  },
} as const
