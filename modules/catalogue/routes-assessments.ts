/** 个人信息保护影响评估 What was considered before sensitive data are handled: purpose, ground, need, risks, safeguards; kept for three years (55、56 条). */
import { AreaCode, At, Id, On, Page, PageQuery, type Static, Type } from '@liren/contract'
import { object, text } from './shapes.ts'

/** When the law wants one. */
export const assessmentGrounds = ['sensitive', 'automated', 'entrusted', 'public', 'greatEffect'] as const
export const assessmentVerdicts = ['fit', 'fitWithMeasures', 'unfit'] as const

const draft = {
  areaCode: AreaCode,
  title: text(80, 2),
  purpose: text(500, 2),
  grounds: Type.Array(Type.Enum([...assessmentGrounds]), { minItems: 1, uniqueItems: true }),
  /** Keys of the dictionary it is about. */
  keys: Type.Array(text(80), { minItems: 1, maxItems: 60, uniqueItems: true }),
  necessity: text(1000, 2),
  risks: text(1000, 2),
  safeguards: text(1000, 2),
  verdict: Type.Enum([...assessmentVerdicts]),
  reviewOn: On,
}
export type AssessmentDraft = Static<ReturnType<typeof draftType>>
const draftType = () => Type.Object(draft)

export const Assessment = Type.Object({
  id: Id,
  ...draft,
  names: Type.Array(Type.String()),
  madeName: Type.String(),
  madeAt: At,
  isDue: Type.Boolean(),
})

export const assessmentRoutes = {
  listAssessments: {
    method: 'GET',
    path: '/assessments',
    may: 'breach.handle',
    query: object(PageQuery),
    reply: Page(Assessment),
  },
  makeAssessment: {
    method: 'PUT',
    path: '/assessments/:id',
    may: 'breach.handle',
    summary: 'Written down once; a changed processing is assessed anew',
    params: object({ id: Id }),
    body: object(draft),
    reply: Assessment,
  },
} as const
