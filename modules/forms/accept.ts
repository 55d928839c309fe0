/** What may be handed in, every rule judged: what the server goes by. */
import { type Accepted, acceptedOf, type Filled } from './accepted.ts'
import type { FormDefinition } from './definition.ts'
import { evaluate, type FormContext } from './evaluate.ts'
import type { Offers } from './origin.ts'

export {
  type Accepted,
  type Filled,
  filesOf,
  type MaterialGiven,
  type MaterialWay,
  materialWays,
  nothingFilled,
  type Typed,
  typedFacts,
} from './accepted.ts'

/** Every fault names its field: what is wrong, missing, locked, not confirmed or changed without a reason. */
export const accept = (
  definition: FormDefinition,
  filled: Filled,
  offered: Offers,
  held: ReadonlySet<string>,
  context: FormContext,
): Accepted => acceptedOf(definition, filled, offered, held, evaluate(definition, filled.answers, context))
