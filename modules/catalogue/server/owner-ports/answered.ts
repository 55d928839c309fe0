/** What owners answered in this act: asked before its transaction begins, used in it, and nobody is asked twice. Forgotten with the act. */
import { actOf } from '@liren/kernel'
import type { Answered, Verdict } from '../../owner-port.ts'
import type { Subject, Why } from '../../port.ts'
import type { OwnerPortRow } from './store.ts'

/** `silent`: the owner could not be asked or did not answer. */
export type FromOwner =
  | { readonly answered: Answered | null }
  | { readonly kept: 'verifyOnly' | 'atOwner' | 'silent'; readonly port: OwnerPortRow }

type Answers = { readonly values: Map<string, FromOwner>; readonly verdicts: Map<string, Verdict> }
const acts = new WeakMap<object, Answers>()

export const answeredIn = (work: object): Answers => {
  const act = actOf(work)
  const found = acts.get(act) ?? { values: new Map(), verdicts: new Map() }
  acts.set(act, found)
  return found
}

/** One question: about whom, what, and for what; with `value`, whether it is so. */
export const questionOf = ({ kind, id }: Subject, key: string, { purpose, basis }: Why, ...value: readonly unknown[]) =>
  JSON.stringify([kind, id, key, purpose, basis ?? 'consent', ...value])
