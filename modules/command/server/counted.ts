/** Which matters are counted as cases: those whose module says that they walk the seven steps, and where their words stand. */
import { given, type Work } from '@liren/kernel'
import type { MatterHistory } from '@liren/matters/contract'
import type { command } from '../contract.ts'
import { type CaseFacts, factsOf } from '../facts.ts'

/**
 * Part handed to the centre by whoever has cases: `gives: { command: { counted: [caseProcess.name] } }`. Counted are processes whose
 * stages and clocks are the seven steps of GB/T 30428; their words are those of the module that gives them.
 */
export type GivenToCommand = {
  readonly counted: readonly string[]
  /** Matter → a keyed hash of the telephone of whoever reported it without an account; those who wished not to be named are left out. */
  readonly callers?: (work: Work, matterIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

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

/** The rows of those lives that are counted, with the prints of callers whom only their module can tell apart. */
export const rowsOf = async (work: Work<typeof command>, lives: readonly MatterHistory[]): Promise<CaseFacts[]> => {
  const mine = lives.filter((life) => isCounted(work, life.process))
  const unnamed = mine.filter(({ reporterId }) => reporterId === null).map(({ id }) => id)
  const prints = new Map<string, string>()
  if (unnamed.length > 0)
    // The given part reads its own tables with this work; only the type cannot say so.
    for (const { part } of given<GivenToCommand>(work, 'command'))
      for (const [id, print] of (await part.callers?.(work as unknown as Work, unnamed)) ?? []) prints.set(id, print)
  return mine.map((life) => factsOf(life, prints.get(life.id) ?? null))
}

/** At boot: names of processes, and whoever tells callers apart; nothing else. */
export const checkCounted = (parts: readonly { readonly module: string; readonly part: unknown }[]) => {
  for (const { module, part } of parts) {
    const counted = (part as { counted?: unknown } | null)?.counted
    const callers = (part as { callers?: unknown } | null)?.callers
    if (
      !Array.isArray(counted) ||
      counted.some((name) => typeof name !== 'string') ||
      (callers !== undefined && typeof callers !== 'function')
    )
      throw new Error(
        `module "${module}": gives command something that is not { counted: [names of processes], callers?: function }`,
      )
  }
}
