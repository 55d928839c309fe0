/** A place for whoever proposes how soon a case has to be done (`case:grade`): told to the form that accepts it, shown with its reason. */
import { Slot } from '@liren/web'
import { useState } from 'react'
import type { CaseView } from '../../contract.ts'

type Grade = 1 | 2 | 3 | 4

/** The grade proposed, if any, and the place where its reason is shown. */
export const useProposedGrade = (of: CaseView) => {
  const [proposed, tell] = useState<Grade | null>(null)
  return { proposed, because: <Slot name="case:grade" of={{ id: of.matter.id, tell }} /> }
}
