/** 无障碍 Can everybody fill it in: few questions at a time, short labels, few choices, numbers with a hint, plain words. Doubts, never refusals. */
import type { Fault, Field, ToolDocument } from './document.ts'

/** So many questions on one page tire whoever reads with a loupe or hears them read aloud. */
export const questionsAtMost = 12
export const choicesAtMost = 12
const labelAtMost = { 'zh-CN': 24, en: 80 } as const

export const accessCodes = [
  'too-many-questions',
  'long-label',
  'choices-many',
  'no-hint-for-number',
  'hard-words',
] as const
export type AccessCode = (typeof accessCodes)[number]
export const isAccessCode = (code: string): code is AccessCode => (accessCodes as readonly string[]).includes(code)

/** Letters that stand for words only insiders know; those everybody meets on a telephone are none. */
const abbreviation = /(?<![A-Za-z])(?!ID\b|APP\b|SMS\b|PDF\b|WIFI\b|VIP\b)[A-Z]{3,}(?![A-Za-z])/

const choicesOf = ({ schema }: Field) =>
  schema.type === 'string' ? schema.enum : schema.type === 'array' ? schema.items.enum : undefined

const ofField = (field: Field, path: string): readonly Fault[] => {
  const say = (code: AccessCode, reason: string): Fault => ({ path, code, reason, level: 'warn' })
  const { label, hint, schema } = field
  const isLong = label['zh-CN'].length > labelAtMost['zh-CN'] || label.en.length > labelAtMost.en
  const isNumber = schema.type === 'integer' || schema.type === 'number'
  return [
    ...(isLong ? [say('long-label', 'the question is longer than a line of a telephone')] : []),
    ...((choicesOf(field)?.length ?? 0) > choicesAtMost
      ? [say('choices-many', `more than ${choicesAtMost} choices are hard to keep in mind`)]
      : []),
    ...(isNumber && !hint && !/[几多数岁元天次人米]|how many|how much|[（(]/i.test(`${label['zh-CN']} ${label.en}`)
      ? [say('no-hint-for-number', 'a number says in a hint what is counted, and in which unit')]
      : []),
    ...(abbreviation.test(`${label['zh-CN']} ${hint?.['zh-CN'] ?? ''}`)
      ? [say('hard-words', 'an abbreviation not everybody knows')]
      : []),
  ]
}

/** Doubts about a document, each at its place; only of forms that people fill in themselves. */
export const accessFaults = (document: ToolDocument): readonly Fault[] =>
  document.forms.flatMap((form, f) => {
    if (!document.processes.some((process) => process.form === form.id)) return []
    const path = `/forms/${f}`
    const asked = form.fields.filter((field) => !field.when).length
    return [
      ...(asked > questionsAtMost
        ? [
            {
              path,
              code: 'too-many-questions',
              reason: `more than ${questionsAtMost} questions on one page`,
              level: 'warn' as const,
            },
          ]
        : []),
      ...form.fields.flatMap((field, at) => ofField(field, `${path}/fields/${at}`)),
    ]
  })
