/** The places where a tool speaks to people in its own words; other texts of a document are kept and shown nowhere. */
import type { ToolDocument, Words } from './document.ts'

/** before 办之前 · after 提交以后 · contact 有问题找谁. */
export const sayings = ['before', 'after', 'contact'] as const
export type Saying = (typeof sayings)[number]

export const sayingsOf = ({ texts = {} }: Pick<ToolDocument, 'texts'>): Readonly<Partial<Record<Saying, Words>>> =>
  Object.fromEntries(
    sayings.flatMap((name) => {
      const words = texts[name]
      return words ? [[name, words]] : []
    }),
  )
