/** Facts a document's rules may read: about the person (coarse, declared), about what was answered, nothing else. */
import type { Field, Form, Process, ToolDocument } from './document.ts'

export type FactKind = 'bool' | 'int' | 'double' | 'string' | 'date' | 'list<string>'
export type FactTable = Readonly<Record<string, FactKind | { readonly type: FactKind; readonly personal: boolean }>>

/** Known of a person without opening the read door; values of personal ones stay out of every explanation. */
export const personFacts = {
  age: { type: 'int', personal: true },
  sex: { type: 'string', personal: true },
  residence: 'string',
  livesAlone: { type: 'bool', personal: true },
  tags: { type: 'list<string>', personal: true },
  capacities: 'list<string>',
  areaCode: 'string',
  isMember: 'bool',
  isStaff: 'bool',
  roles: 'list<string>',
} as const satisfies FactTable

/** The dictionary entry each personal fact is taken from: a document that reads it must declare it. */
export const factSource: Readonly<Record<string, string>> = {
  age: 'person.birthDate',
  sex: 'person.sex',
  residence: 'person.residence',
  livesAlone: 'household.members',
  tags: 'person.tags',
}

/** Entries of the dictionary that say something about one person or household. */
export const personalKey = /^(?:person\.(?!residence$)|household\.|property\.|share\.|vehicle\.|health\.)/

const kindOf = (field: Field): FactKind => {
  const { schema } = field
  if (schema.type === 'array') return 'list<string>'
  if (schema.type === 'boolean') return 'bool'
  if (schema.type === 'integer') return 'int'
  if (schema.type === 'number') return 'double'
  if (schema.type !== 'string') return 'string'
  return schema.format === 'date' || schema.format === 'date-time' ? 'date' : 'string'
}

const factsOfForms = new WeakMap<readonly Form[], FactTable>()

/** A picture, or several. */
export const isPhoto = ({ schema }: Field): boolean =>
  (schema.type === 'string' && schema.format === 'photo') ||
  (schema.type === 'array' && schema.items.format === 'photo')

/** Fields of a form as facts `answers.key`. Sealed fields are no facts: a rule could tell what nobody may read; pictures say nothing to a rule. */
export const answerFacts = (forms: readonly Form[]): FactTable => {
  const known = factsOfForms.get(forms)
  if (known) return known
  const fresh = Object.fromEntries(
    forms.flatMap((form) =>
      form.fields
        .filter((field) => !field.isPersonal && !isPhoto(field))
        .map((field) => [`answers.${field.key}`, kindOf(field)]),
    ),
  )
  factsOfForms.set(forms, fresh)
  return fresh
}

const formsOfProcess = new WeakMap<Process, { readonly among: readonly Form[]; readonly forms: readonly Form[] }>()

/** Forms whose answers a record of this process holds: of its opening, and of all moves. Worked out once for each process. */
export const formsOf = (document: Pick<ToolDocument, 'forms'>, process: Process): readonly Form[] => {
  const known = formsOfProcess.get(process)
  // While somebody composes, a process stays the same object when the forms beside it change.
  if (known?.among === document.forms) return known.forms
  const ids = new Set([process.form, ...Object.values(process.moves).flatMap((move) => (move.form ? [move.form] : []))])
  const fresh = document.forms.filter((form) => ids.has(form.id))
  formsOfProcess.set(process, { among: document.forms, forms: fresh })
  return fresh
}
