/** Lifts a document of an older format to the one of today, step by step; what is not known is left for the checker to refuse. */

type Step = {
  readonly from: string
  readonly to: string
  readonly lift: (document: Record<string, unknown>) => Record<string, unknown>
}

/** Drafts of the first trial had one audience rule and no licence. */
const steps: readonly Step[] = [
  {
    from: 'liren-tool/0',
    to: 'liren-tool/1',
    lift: ({ audienceRule, ...rest }) => ({
      licence: 'district-only',
      ...rest,
      audience: rest.audience ?? [
        {
          id: 'everybody',
          board: 'resident',
          title: { 'zh-CN': '居民', en: 'Residents' },
          rule: audienceRule ?? 'true',
        },
      ],
    }),
  },
]

export const lift = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  let document = value as Record<string, unknown>
  for (const step of steps) if (document.format === step.from) document = { ...step.lift(document), format: step.to }
  return document
}
