/** What may be asked about alerts 预警: those that stand, taking note of one, and the rules behind them. */
import { AreaCode, At, Id, Nullable, Page, PageQuery, type Static, Type } from '@liren/contract'
import { alertKinds, alertScopes } from './alert.ts'
import { rungs } from './linkage.ts'
import { byId, closed, Text } from './views.ts'

export const AlertRuleBody = Type.Object(
  {
    area: Type.String({ pattern: '^\\d{12}$' }),
    name: Type.String({ minLength: 2, maxLength: 80 }),
    kind: Type.Enum([...alertKinds]),
    count: Type.Integer({ minimum: 1, maximum: 10_000 }),
    hours: Type.Integer({ minimum: 1, maximum: 720 }),
    factor: Type.Number({ minimum: 1.1, maximum: 50 }),
    per: Type.Enum([...alertScopes]),
    categories: Type.Array(Type.String({ minLength: 1, maxLength: 8 }), { maxItems: 30 }),
    leastGrade: Type.Integer({ minimum: 1, maximum: 4 }),
    /** Whom it is told to: whoever is on duty at these levels. */
    tell: Type.Array(Type.Enum([...rungs]), { maxItems: 5, uniqueItems: true }),
    isOn: Type.Boolean(),
  },
  closed,
)
export type AlertRuleBody = Static<typeof AlertRuleBody>

const AlertCase = Type.Object({
  id: Id,
  module: Type.String(),
  number: Type.String(),
  title: Type.String(),
  phase: Type.String(),
  state: Type.String(),
  holderUnitName: Nullable(Type.String()),
})
export const AlertView = Type.Object({
  id: Id,
  kind: Type.Enum([...alertKinds]),
  ruleName: Type.String(),
  areaCode: AreaCode,
  areaName: Type.String(),
  categoryCode: Nullable(Type.String()),
  unitName: Nullable(Type.String()),
  count: Type.Integer(),
  usual: Nullable(Type.Number()),
  cases: Type.Integer(),
  /** The one case it is about, if it is about one. */
  caseOf: Nullable(AlertCase),
  firstAt: At,
  lastAt: At,
  raisedAt: At,
  told: Type.Integer(),
  seenByName: Nullable(Type.String()),
  seenAt: Nullable(At),
  seenNote: Nullable(Type.String()),
  overAt: Nullable(At),
})
export const AlertRuleView = Type.Object({
  id: Id,
  areaCode: AreaCode,
  areaName: Type.String(),
  ...Type.Omit(AlertRuleBody, ['area']).properties,
  changedAt: At,
  changedByName: Type.String(),
  /** Alerts it raised in the last thirty days, and how many of them were taken note of. */
  raised: Type.Integer(),
  seen: Type.Integer(),
  mayEdit: Type.Boolean(),
})

export const alertRoutes = {
  alerts: {
    method: 'GET',
    path: '/alerts',
    may: 'board.read',
    summary: 'Alerts of an area, the newest first: those nobody has taken note of, or all',
    query: Type.Object(
      {
        ...PageQuery,
        area: Type.Optional(AreaCode),
        state: Type.Optional(Type.Enum(['unseen', 'standing', 'all'])),
        kind: Type.Optional(Type.Enum([...alertKinds])),
      },
      closed,
    ),
    reply: Page(AlertView),
  },
  seeAlert: {
    method: 'POST',
    path: '/alerts/:id/seen',
    may: 'alert.see',
    summary: 'Take note of an alert, and say what is done about it',
    params: byId,
    body: Type.Object({ note: Text(400, 2) }, closed),
    reply: AlertView,
  },
  toldAlerts: {
    method: 'GET',
    path: '/my-alerts',
    may: 'signed-in',
    summary: 'Alerts I was told of, with those of their cases that I may open',
    reply: Type.Object({
      items: Type.Array(Type.Object({ ...AlertView.properties, seenCases: Type.Array(AlertCase) })),
    }),
  },
  alertRules: {
    method: 'GET',
    path: '/alert-rules',
    may: 'board.read',
    query: Type.Object({ ...PageQuery }, closed),
    reply: Page(AlertRuleView),
  },
  makeAlertRule: {
    method: 'POST',
    path: '/alert-rules',
    may: 'alert.rule',
    status: 201,
    body: AlertRuleBody,
    reply: Type.Object({ id: Id }),
  },
  changeAlertRule: { method: 'PUT', path: '/alert-rules/:id', may: 'alert.rule', params: byId, body: AlertRuleBody },
  removeAlertRule: {
    method: 'DELETE',
    path: '/alert-rules/:id',
    may: 'alert.rule',
    summary: 'Its alerts stay, and no more are raised',
    params: byId,
  },
  tryAlertRule: {
    method: 'POST',
    path: '/alert-rules/trial',
    may: 'alert.rule',
    summary: 'How many alerts a rule would raise at this moment; nothing is kept and nobody is told',
    body: AlertRuleBody,
    reply: Type.Object({ found: Type.Integer(), cases: Type.Integer() }),
  },
} as const
