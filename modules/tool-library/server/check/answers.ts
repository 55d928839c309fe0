/** Takes in what was answered to a form: asked fields only, of the declared kind; everything else is refused by name. */
import { evaluate, type Standing } from '@liren/forms/evaluate'
import type { Form } from '../../document/document.ts'
import { definitionOf } from '../../document/form-definition.ts'
import type { Answers } from '../../document/judge.ts'

export type Taken =
  | { readonly isTaken: true; readonly open: Answers; readonly personal: Answers }
  | { readonly isTaken: false; readonly field: string; readonly rule: string }

/** Rules of a document read no clock, so any day will do. */
const someDay = { today: '2999-12-31' } as const

/** What forms call a fault, as every route of the house names it. */
const rules: Partial<Record<Standing['faults'][number]['code'], string>> = {
  'wrong-type': 'type',
  'too-short': 'minLength',
  'too-long': 'maxLength',
  'not-a-choice': 'enum',
  'too-small': 'minimum',
  'too-large': 'maximum',
  'too-few': 'minItems',
  'too-many': 'maxItems',
}

const first = (form: Form, standing: Standing) => {
  const place = (at: string) => form.fields.findIndex(({ key }) => key === at.split('.')[0])
  return [
    ...standing.missing.map((field) => ({ field, rule: 'required' })),
    ...standing.faults.map(({ field, code }) => ({ field, rule: rules[code] ?? 'format' })),
  ].sort((one, other) => place(one.field) - place(other.field))[0]
}

export const take = (form: Form | undefined, answers: Answers): Taken => {
  const [extra] = Object.keys(answers).filter((key) => !form?.fields.some((field) => field.key === key))
  if (extra !== undefined) return { isTaken: false, field: extra, rule: 'additionalProperties' }
  if (!form) return { isTaken: true, open: {}, personal: {} }
  const standing = evaluate(definitionOf(form), answers, someDay)
  const fault = first(form, standing)
  if (fault) return { isTaken: false, ...fault }
  const kept = (isPersonal: boolean) =>
    Object.fromEntries(
      form.fields.flatMap(({ key, isPersonal: isSealed }) =>
        (isSealed ?? false) === isPersonal && Object.hasOwn(standing.values, key) ? [[key, standing.values[key]]] : [],
      ),
    )
  return { isTaken: true, open: kept(false), personal: kept(true) }
}
