/** A month’s scores point by point, and what was said against them. */
import { At, Id, Page, PageQuery, Type } from '@liren/contract'
import { AppealView, byId, closed, Month, Opened, ScoreView, Text } from './views.ts'

export const scoreRoutes = {
  scores: {
    method: 'GET',
    path: '/scores',
    may: 'indicator.read',
    summary: 'Monthly scores of my units and areas, by name; unpublished ones for those who publish',
    query: Type.Object({ ...PageQuery, month: Month, kind: Type.Enum(['unit', 'area']) }, closed),
    reply: Page(ScoreView),
  },
  publishScores: {
    method: 'POST',
    path: '/scores/:month/publication',
    may: 'score.decide',
    params: Type.Object({ month: Month }, closed),
    reply: Type.Object({ published: Type.Integer(), appealUntil: At }),
  },
  appealScore: {
    method: 'POST',
    path: '/scores/:id/appeals',
    may: 'indicator.read',
    status: 201,
    summary: 'Within three working days: name the cases that should not have cost points',
    params: byId,
    body: Type.Object({ text: Text(2000, 2), caseIds: Type.Array(Id, { minItems: 1, maxItems: 100 }) }, closed),
    reply: Opened,
  },
  appeals: {
    method: 'GET',
    path: '/appeals',
    may: 'indicator.read',
    summary: 'Appeals against scores of my units and areas, the newest first',
    query: Type.Object({ ...PageQuery, month: Type.Optional(Month) }, closed),
    reply: Page(AppealView),
  },
  grantAppeal: {
    method: 'POST',
    path: '/appeals/:id/grant',
    may: 'score.decide',
    summary: 'Take the named cases out and make the score anew',
    params: byId,
    body: Type.Object({ because: Text(2000, 2) }, closed),
    reply: ScoreView,
  },
} as const
