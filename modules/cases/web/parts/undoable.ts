/** What the platform did by itself a short while ago, and may still be taken back. */
import type { CaseView } from '../../contract.ts'

export const isUndoable = ({ undoUntil }: CaseView) => undoUntil !== null && Date.parse(undoUntil) > Date.now()
