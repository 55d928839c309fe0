/** Takes in what was answered to a form: asked fields only, of the declared kind; everything else is refused by name. */

import type { TSchema } from '@liren/contract'
import { compileRule, type Verdict } from '@liren/kernel'
import { compile, fieldOf } from '@liren/kernel/validation'
import type { Field, Form } from '../../document/document.ts'
import { answerFacts } from '../../document/facts.ts'

export type Answers = Readonly<Record<string, unknown>>
export type Taken =
  | { readonly isTaken: true; readonly open: Answers; readonly personal: Answers }
  | { readonly isTaken: false; readonly field: string; readonly rule: string }

const checks = new WeakMap<Field, ReturnType<typeof compile>>()
const checkOf = (field: Field) => {
  const known = checks.get(field)
  if (known) return known
  // A field's schema is a closed part of JSON Schema, checked with its document.
  const made = compile(field.schema as unknown as TSchema, 'body')
  checks.set(field, made)
  return made
}

/** `answers.key` → value, as rules read them. */
export const asFacts = (answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).map(([key, value]) => [`answers.${key}`, value]))

/** Is this field asked, after what was answered so far? Not knowing leaves it unasked. */
const isAsked = (form: Form, index: number, field: Field, soFar: Answers): boolean => {
  if (!field.when) return true
  const facts = answerFacts([{ ...form, fields: form.fields.slice(0, index) }])
  return compileRule(field.when, facts).judge(asFacts(soFar)).verdict === true
}

const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** Keys asked of somebody who answered this so far. */
export const askedFields = (form: Form, answers: Answers): readonly string[] =>
  form.fields.flatMap((field, index) => (isAsked(form, index, field, answers) ? [field.key] : []))

export const take = (form: Form | undefined, answers: Answers): Taken => {
  if (!form) {
    const [extra] = Object.keys(answers)
    return extra === undefined
      ? { isTaken: true, open: {}, personal: {} }
      : { isTaken: false, field: extra, rule: 'additionalProperties' }
  }
  const known = new Set(form.fields.map(({ key }) => key))
  for (const key of Object.keys(answers))
    if (!known.has(key)) return { isTaken: false, field: key, rule: 'additionalProperties' }
  const open: Record<string, unknown> = {}
  const personal: Record<string, unknown> = {}
  for (const [index, field] of form.fields.entries()) {
    const given = answers[field.key]
    // What is not asked is not kept, whatever an older page sent.
    if (!isAsked(form, index, field, open)) continue
    if (isEmpty(given)) {
      if (field.isRequired) return { isTaken: false, field: field.key, rule: 'required' }
      continue
    }
    const check = checkOf(field)
    if (!check(given)) {
      const [error] = check.errors ?? []
      const inner = error ? fieldOf(error) : ''
      return { isTaken: false, field: inner ? `${field.key}.${inner}` : field.key, rule: error?.keyword ?? 'type' }
    }
    if (field.isPersonal) personal[field.key] = given
    else open[field.key] = given
  }
  return { isTaken: true, open, personal }
}

/** A rule of the document over answers; none holds always. */
export const judged = (rule: string | undefined, forms: readonly Form[], answers: Answers): Verdict =>
  rule === undefined ? true : compileRule(rule, answerFacts(forms)).judge(asFacts(answers)).verdict
