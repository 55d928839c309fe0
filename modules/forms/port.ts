/** What other modules may ask of forms from inside, in the same transaction as their own act. */
import type { DefinitionFault } from './check.ts'

export type FormsPort = {
  /** Faults of a definition, each with the path of what is wrong; none means it can be published. Takes anything. */
  readonly check: (definition: unknown) => readonly DefinitionFault[]
}
