/** What may be asked about warning signals 预警信号 of weather and other dangers: those in force, giving one, lifting it. */
import { AreaCode, At, Id, Nullable, Page, PageQuery, Type } from '@liren/contract'
import { byId, closed, Text } from './views.ts'

export const signalKinds = ['typhoon', 'rain', 'thunder', 'heat', 'cold', 'fog', 'fire', 'flood', 'other'] as const
/** From the mildest to the gravest, by the colours the weather service gives them. */
export const signalLevels = ['white', 'blue', 'yellow', 'orange', 'red'] as const

export const SignalView = Type.Object({
  id: Id,
  areaCode: AreaCode,
  areaName: Type.String(),
  kind: Type.Enum([...signalKinds]),
  level: Type.Enum([...signalLevels]),
  text: Type.String(),
  givenAt: At,
  givenByName: Type.String(),
  until: At,
  endedAt: Nullable(At),
  endedByName: Nullable(Type.String()),
  mayEnd: Type.Boolean(),
})

export const signalRoutes = {
  signals: {
    method: 'GET',
    path: '/signals',
    may: 'board.read',
    summary: 'Warning signals that concern an area: in force, or all there were, the newest first',
    query: Type.Object(
      { ...PageQuery, area: Type.Optional(AreaCode), state: Type.Optional(Type.Enum(['now', 'all'])) },
      closed,
    ),
    reply: Page(SignalView),
  },
  giveSignal: {
    method: 'POST',
    path: '/signals',
    may: 'signal.give',
    status: 201,
    summary: 'Puts a warning signal on the boards of an area and all below it, until it is lifted or its time is over',
    body: Type.Object(
      {
        area: Type.String({ pattern: '^\\d{12}$' }),
        kind: Type.Enum([...signalKinds]),
        level: Type.Enum([...signalLevels]),
        text: Text(400, 2),
        until: At,
      },
      closed,
    ),
    reply: SignalView,
  },
  endSignal: {
    method: 'POST',
    path: '/signals/:id/end',
    may: 'signal.give',
    summary: 'Lifts a warning signal before its time is over',
    params: byId,
    body: Type.Object({}, closed),
  },
} as const
