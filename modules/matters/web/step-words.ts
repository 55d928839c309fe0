/** What a step says beyond its name: the facts its module has words for, what people wrote, where it went. */
import { useWords } from '@liren/web'
import type { MatterView } from '../contract.ts'

type Step = MatterView['steps'][number]

/** Facts that are codes, and under which of its module's words they stand. */
const coded: readonly (readonly [fact: string, groups: readonly string[]])[] = [
  ['finding', ['finding']],
  ['outcome', ['outcome']],
  ['reason', ['reason', 'declineReason']],
]
const written = ['text', 'note', 'what', 'because'] as const
const framed = ['ground', 'referredTo', 'toUnit', 'colleagues'] as const

export const useStepWords = () => {
  const t = useWords('matters')
  return ({ module }: Pick<MatterView, 'module'>, { facts }: Step): readonly string[] => {
    const textOf = (key: string) => {
      const value = facts[key]
      return typeof value === 'string' && value !== '' ? value : null
    }
    const wordOf = (keys: readonly string[]) =>
      keys.map((key) => [key, t(key)]).find(([key, word]) => word !== key)?.[1]
    const lines = [
      ...coded.map(([fact, groups]) => {
        const value = textOf(fact)
        // A reason in a person's own words has no word of its own: it is said as it was written.
        return value && (wordOf(groups.map((group) => `${module}:${group}.${value}`)) ?? value)
      }),
      textOf('level') && wordOf([`matters:level.${textOf('level')}`]),
      ...written.map(textOf),
      ...framed.map((fact) => {
        const value = textOf(fact)
        return value && t(`screen.said.${fact}`, { value })
      }),
      Array.isArray(facts.numbers) ? facts.numbers.join(' ') : null,
    ]
    return lines.filter((line): line is string => typeof line === 'string' && line !== '')
  }
}
