/** Categories 案件类别: codes that never change, with filing and closing standards and limits as data. */
import type { Limit } from '@liren/matters/contract'

export const gradeNames = ['ordinary', 'pressing', 'urgent', 'critical'] as const
/** 一般 1 · 较急 2 · 紧急 3 · 特急 4. */
export type GradeNumber = 1 | 2 | 3 | 4
export const gradeNumber = (name: (typeof gradeNames)[number]): GradeNumber =>
  (gradeNames.indexOf(name) + 1) as GradeNumber

export type Category = {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly path: readonly string[]
  /** The same in English; null where the preset gives none. */
  readonly pathEn: readonly string[] | null
  readonly filingStandard: string
  readonly closingStandard: string
  readonly grade: GradeNumber
  readonly limits: Readonly<Record<string, Limit>>
  readonly keywords: readonly string[]
  readonly points: number
  readonly isManualOnly: boolean
  readonly isRestricted: boolean
  readonly callFirst: boolean
  readonly isMapped: boolean
}

/** Categories whose keywords stand in the text, those with more and longer words first; at most three. */
export const suggest = (
  text: string,
  categories: readonly Category[],
): readonly { readonly code: string; readonly words: readonly string[] }[] =>
  categories
    .map((category) => {
      const words = category.keywords.filter((word) => word.length >= 2 && text.includes(word))
      return { code: category.code, words, weight: words.reduce((sum, word) => sum + word.length ** 2, 0) }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || (a.code < b.code ? -1 : 1))
    .slice(0, 3)
    .map(({ code, words }) => ({ code, words }))

/** Titles are read by everybody: telephone and identity numbers stay out of them. */
const withoutNumbers = (text: string) => text.replace(/\d[\d\s-]{5,}\d/g, '…')

/** A title people recognise: the category's name where it is known, and the first words of what they wrote. */
export const titleOf = (text: string, category: Pick<Category, 'name'> | null): string => {
  const first =
    text
      .trim()
      .split(/[。！!？?\n；;]/)[0]
      ?.trim() ?? ''
  const open = withoutNumbers(first)
  const words = open.length > 40 ? `${open.slice(0, 39)}…` : open
  return category ? (words ? `${category.name}：${words}` : category.name) : words || '居民上报'
}
