/** 表单 Forms: what others may ask of this module, and what they may hear from it. */
import { defineContract, port } from '@liren/contract'
import type { FormsPort } from './port.ts'

export type { DefinitionFault } from './check.ts'
export type { Check, Dropped, Field, FormDefinition, FormGroup, FormPage, Material, Wording } from './definition.ts'
export type { Answers, Fault, FormContext, Standing } from './evaluate.ts'
export type { Offer, Offers, Origin, Tally } from './origin.ts'
export type { FormsPort } from './port.ts'

export const forms = defineContract({
  name: 'forms',
  port: port<FormsPort>(),
})
