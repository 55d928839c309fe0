/** A case's matter as its story is told below the photos of the report: those are not shown a second time. */
import type { CaseView } from '../../contract.ts'

export const toldOf = ({ matter }: CaseView): CaseView['matter'] => {
  const reported = new Set(matter.steps.find(({ move }) => move === 'opened')?.fileIds)
  return { ...matter, files: matter.files.filter(({ id }) => !reported.has(id)) }
}
