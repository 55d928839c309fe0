/** How a form stands, every rule of it judged: what the server goes by, and desks. Phones begin with `plain.ts`. */
import type { FormDefinition } from './definition.ts'
import { wholeRules } from './expressions.ts'
import { type Answers, type FormContext, type Standing, standingOf } from './standing.ts'

export type { Answers, Fault, FormContext, Standing } from './standing.ts'

/** Looks at every field once, so it ends whatever definition and answers say. */
export const evaluate = (definition: FormDefinition, answers: Answers, context: FormContext): Standing =>
  standingOf(definition, answers, context, wholeRules)
