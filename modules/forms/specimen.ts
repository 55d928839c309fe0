/** An answer somebody might give, in the field's own terms: what demonstrations and rehearsals fill in where nothing is told. */
import { answered } from './answers.ts'
import type { Field, FormDefinition } from './definition.ts'
import { type Answers, evaluate, type FormContext } from './evaluate.ts'

/** No person has this number: its region does not exist. */
const nobodysNumber = '44900119800101001X'

const one = (field: Field, today: string): unknown => {
  if (field.enum) return field.enum[0]
  if (field.format === 'date') return `${Number(today.slice(0, 4)) - (field.key.startsWith('until') ? -1 : 1)}-05-01`
  if (field.format === 'idNumber') return nobodysNumber
  if (field.format === 'phone') return '13800001234'
  if (field.type === 'boolean') return true
  if (field.type === 'integer' || field.type === 'number') return Math.max(field.minimum ?? 0, 2)
  if (field.pattern) return '44010419500101001'
  return '按实际情况填写'.slice(0, field.maxLength ?? 20)
}

export const specimenOf = (field: Field, today: string): unknown =>
  field.repeat ? [one(field, today)] : one(field, today)

/** Answers with everything that has to be there; what a new answer brings to light is filled in, too. */
export const filledIn = (definition: FormDefinition, answers: Answers, context: FormContext): Answers => {
  let all = answers
  for (let round = 0; round < 6; round += 1) {
    const { shown, missing } = evaluate(definition, all, context)
    if (missing.length === 0) break
    for (const at of missing) {
      const leaf = shown.find((one) => one.at === at)
      // Of a list that has to be there, one entry.
      all = answered(all, at, leaf ? specimenOf(leaf.field, context.today) : [{}])
    }
  }
  return all
}
