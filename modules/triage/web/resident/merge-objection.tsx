/** Whose report was merged, or who got another's joined to theirs, may say that it is something else; the office owes an answer. */
import { isTouched, type Merged, Objection } from '../parts/merge-objection.tsx'

export default function MergeObjection({ of }: { of: Merged }) {
  return isTouched(of) && of.matter.mayAs.includes('reporter') ? <Objection id={of.matter.id} /> : null
}
