/** Which matters are counted as cases: those whose module says that they walk the seven steps, and where their words stand. */
import { given } from '@liren/kernel'
import type { GivenToCommand } from '../contract.ts'

type Known = ReadonlyMap<string, string>
const houses = new WeakMap<object, Known>()

const known = (work: { readonly log: object }): Known => {
  // The log is the one thing of a work that lives as long as the house.
  const found = houses.get(work.log)
  if (found) return found
  const fresh = new Map(
    given<GivenToCommand>(work, 'command').flatMap(({ module, part }) =>
      part.counted.map((process) => [process, `${module}:process.${process}`] as const),
    ),
  )
  houses.set(work.log, fresh)
  return fresh
}

export const isCounted = (work: { readonly log: object }, process: string) => known(work).has(process)
/** Where screens find the words for the states of what is counted; nowhere where nothing is. */
export const countedWords = (work: { readonly log: object }) => known(work).values().next().value ?? ''

/** At boot: names of processes, nothing else. */
export const checkCounted = (parts: readonly { readonly module: string; readonly part: unknown }[]) => {
  for (const { module, part } of parts) {
    const counted = (part as { counted?: unknown } | null)?.counted
    if (!Array.isArray(counted) || counted.some((name) => typeof name !== 'string'))
      throw new Error(`module "${module}": gives command something that is not { counted: [names of processes] }`)
  }
}
