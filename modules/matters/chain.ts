/** The chain of steps: each entry's hash covers the one before, so that a timeline changed afterwards gives itself away. */
import { hash } from 'node:crypto'

/** JSON with keys in order and no white space: the same fact gives the same text, also after a trip through jsonb. */
export const canonical = (value: unknown): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (value instanceof Date) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const fields = Object.entries(value).filter(([, one]) => one !== undefined)
  fields.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`
}

/** What of a step is hashed. */
export type Link = {
  readonly matterId: string
  readonly seq: number
  readonly at: string
  readonly move: string
  readonly fromState: string | null
  readonly toState: string
  readonly actorId: string | null
  readonly actorName: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly fileIds: readonly string[]
}

/** SHA-256 over the hash before and the canonical step, in hex; the first step follows the empty text. */
export const hashOf = (
  before: string,
  { matterId, seq, at, move, fromState, toState, actorId, actorName, facts, fileIds }: Link,
) =>
  hash(
    'sha256',
    before + canonical({ matterId, seq, at, move, fromState, toState, actorId, actorName, facts, fileIds }),
    'hex',
  )

/** The number of the first step whose hash does not follow, or null while the chain is whole. */
export const firstBreak = (steps: readonly (Link & { readonly hash: string })[]): number | null => {
  let before = ''
  for (const [index, step] of steps.entries()) {
    if (step.seq !== index + 1 || step.hash !== hashOf(before, step)) return index + 1
    before = step.hash
  }
  return null
}
