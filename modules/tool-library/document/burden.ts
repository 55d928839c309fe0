/** 负担 What a tool asks of people, reckoned from the document itself: what residents fill in, what staff fill in and do; and what a version adds or takes away. */
import { waysToEnds } from './completed.ts'
import type { ActorName, Form, ToolDocument } from './document.ts'

export type Burden = {
  /** Answered by whoever asks, by hand. */
  readonly asked: number
  /** Brought along from what is held already. */
  readonly brought: number
  /** Written by staff on the way to the end. */
  readonly staffFields: number
  /** Moves staff make until it is done; of several ends, to the one that takes most. */
  readonly staffMoves: number
}

const isStaff = (who: ActorName) => who !== 'reporter'
type Way = ReturnType<typeof waysToEnds>[number]
const most = (process: ToolDocument['processes'][number], of: (steps: Way) => number) =>
  Math.max(0, ...waysToEnds(process).map((way) => of(way.filter(({ as }) => isStaff(as)))))
const count = (form: Form | undefined, isBound: boolean) =>
  (form?.fields ?? []).filter(({ binds }) => (binds !== undefined) === isBound).length

export const burdenOf = (document: Pick<ToolDocument, 'forms' | 'processes'>): Burden => {
  const form = (id: string | undefined) => document.forms.find((one) => one.id === id)
  const sum = (of: (process: ToolDocument['processes'][number]) => number) =>
    document.processes.reduce((all, process) => all + of(process), 0)
  return {
    asked: sum((process) => count(form(process.form), false)),
    brought: sum((process) => count(form(process.form), true)),
    staffFields: sum((process) =>
      most(process, (way) =>
        way.reduce((all, step) => all + count(form(step.form), false) + count(form(step.form), true), 0),
      ),
    ),
    staffMoves: sum((process) => most(process, (way) => way.length)),
  }
}

export type BurdenChange = { readonly [K in keyof Burden]: number }
export const burdenChange = (before: Burden, after: Burden): BurdenChange => ({
  asked: after.asked - before.asked,
  brought: after.brought - before.brought,
  staffFields: after.staffFields - before.staffFields,
  staffMoves: after.staffMoves - before.staffMoves,
})
/** More is asked than before, taking everything together; what is brought along by itself burdens nobody. */
export const grows = ({ asked, staffFields, staffMoves }: BurdenChange): boolean => asked + staffFields + staffMoves > 0
