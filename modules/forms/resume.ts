/** Going on with a form begun earlier: with what this browser kept, or with what the server has, which another device may have changed. */
import type { Filled } from './accepted.ts'
import type { SubmissionView } from './shapes.ts'

/** `copy` is the screen it was typed at, `turn` the changes made there, `sent` how many of them the server has; `revision` is the server's. */
export type Kept = {
  readonly revision: number
  readonly filled: Filled
  readonly copy?: string
  readonly turn?: number
  readonly sent?: number
}
export type Now = { revision: number; filled: Filled; turn: number; sent: number }
type Saved = Filled & Pick<SubmissionView, 'revision' | 'copy'>

export const filledOf = ({ answers, confirmed, reasons, refused, materials }: Filled): Filled => ({
  answers,
  confirmed,
  reasons,
  refused,
  materials,
})
export const asShown = (saved: Saved): Now => ({ revision: saved.revision, filled: filledOf(saved), turn: 0, sent: 0 })

/**
 * Where somebody goes on: with what this browser kept, where the server has nothing newer. `isApart` where each has something the
 * other lacks, so that the person says what counts.
 */
export const goesOn = (saved: Saved, kept: Kept | undefined): Now & { readonly isApart: boolean } => {
  const shown = { ...asShown(saved), isApart: false }
  if (!kept) return shown
  const { revision, filled, copy, turn = 1, sent = 0 } = kept
  const mine = { revision, filled, turn: turn > sent ? 1 : 0, sent: 0, isApart: false }
  // What is shown is an answer from before this browser's own last save.
  if (revision > saved.revision) return mine
  if (turn <= sent) return shown
  if (copy !== undefined && saved.copy?.id === copy)
    return turn > saved.copy.turn ? { ...mine, revision: saved.revision } : shown
  return { ...mine, isApart: revision !== saved.revision }
}
