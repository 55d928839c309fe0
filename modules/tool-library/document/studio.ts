/** What the studio does to a document while somebody composes it by hand: fields, states, moves, rules; always a new document, never a torn one. */
import { conditionOf } from './conditions.ts'
import { withDeadlines, withoutDeadline } from './deadlines.ts'
import type { ActorName, Field, FieldSchema, Form, Move, Process, ToolDocument } from './document.ts'
import { isPhoto } from './facts.ts'
import { withoutLoose } from './move-asks.ts'
import { both } from './studio-words.ts'
import { freeListId, publicListOf } from './where.ts'

export const fieldKinds = [
  ...(['text', 'long', 'number', 'date', 'time', 'yesNo', 'choice', 'choices', 'photo', 'phone'] as const),
]
export type FieldKind = (typeof fieldKinds)[number]

export { both }

/** Behind the last one, never into a gap: what a question was called before it was dropped still names old answers. */
const nextKey = (letter: string, taken: readonly string[]) => {
  const numbers = taken.map((one) => (new RegExp(`^${letter}(\\d{1,6})$`).exec(one)?.[1] ?? 0) as number | string)
  return `${letter}${Math.max(0, ...numbers.map(Number)) + 1}`
}

const schemas: Readonly<Record<FieldKind, (choices: readonly string[]) => FieldSchema>> = {
  text: () => ({ type: 'string', maxLength: 60 }),
  long: () => ({ type: 'string', maxLength: 300 }),
  number: () => ({ type: 'integer', minimum: 0, maximum: 1000 }),
  date: () => ({ type: 'string', format: 'date' }),
  time: () => ({ type: 'string', format: 'time' }),
  photo: () => ({ type: 'array', maxItems: 3, items: { type: 'string', format: 'photo' } }),
  yesNo: () => ({ type: 'boolean' }),
  choice: (choices) => ({ type: 'string', enum: [...choices] }),
  choices: (choices) => ({
    type: 'array',
    maxItems: Math.max(1, choices.length),
    items: { type: 'string', enum: [...choices] },
  }),
  phone: () => ({ type: 'string', minLength: 11, maxLength: 11 }),
}

export const kindOf = (field: Field): FieldKind => {
  const { schema } = field
  if (field.binds === 'person.phone') return 'phone'
  if (isPhoto(field)) return 'photo'
  if (schema.type === 'array') return 'choices'
  if (schema.type === 'boolean') return 'yesNo'
  if (schema.type === 'integer' || schema.type === 'number') return 'number'
  if (schema.type === 'string' && schema.enum) return 'choice'
  if (schema.type === 'string' && schema.format === 'time') return 'time'
  if (schema.type === 'string' && schema.format) return 'date'
  return field.isLong ? 'long' : 'text'
}

/** A field of a kind, under the words people chose; choices are words too, one for each line. */
export const makeField = (
  key: string,
  label: string,
  kind: FieldKind,
  isRequired: boolean,
  choices: readonly string[] = [],
): Field => {
  const options = choices.length > 0 ? choices : ['是', '不是']
  const values = options.map((_, index) => `c${index + 1}`)
  const isChoice = kind === 'choice' || kind === 'choices'
  return {
    key,
    label: both(label, `Field ${key.slice(1)}`),
    schema: schemas[kind](values),
    ...(isChoice
      ? {
          choices: Object.fromEntries(options.map((one, index) => [`c${index + 1}`, both(one, `Choice ${index + 1}`)])),
        }
      : {}),
    ...(isRequired ? { isRequired } : {}),
    ...(kind === 'long' ? { isLong: true } : {}),
    ...(kind === 'phone' ? { isPersonal: true, basis: 'consent' as const, binds: 'person.phone' } : {}),
  }
}

const withForm = (document: ToolDocument, formId: string, change: (form: Form) => Form): ToolDocument => ({
  ...document,
  forms: document.forms.map((form) => (form.id === formId ? change(form) : form)),
})
const fieldKeys = (document: ToolDocument) => document.forms.flatMap(({ fields }) => fields.map(({ key }) => key))

export const addField = (
  document: ToolDocument,
  formId: string,
  label: string,
  kind: FieldKind,
  isRequired: boolean,
  choices?: readonly string[],
  /** Keys of the version before, dropped or not: none of them is given to another question. */
  reserved: readonly string[] = [],
): ToolDocument =>
  withForm(document, formId, (form) => ({
    ...form,
    fields: [
      ...form.fields,
      makeField(nextKey('f', [...fieldKeys(document), ...reserved]), label, kind, isRequired, choices),
    ],
  }))

/** A field of a standard, under its own name where that is free: so what is made fits the standard without a word. */
export const addRecommended = (
  document: ToolDocument,
  formId: string,
  field: Field,
  reserved: readonly string[] = [],
): ToolDocument => {
  const taken = [...fieldKeys(document), ...reserved]
  const { when: _, ...plain } = field
  const key = taken.includes(field.key) ? nextKey('f', taken) : field.key
  return withForm(document, formId, (form) => ({ ...form, fields: [...form.fields, { ...plain, key }] }))
}

export const setField = (
  document: ToolDocument,
  formId: string,
  key: string,
  change: (field: Field) => Field,
): ToolDocument =>
  withForm(document, formId, (form) => ({
    ...form,
    fields: form.fields.map((field) => (field.key === key ? change(field) : field)),
  }))

/** The same question, answered another way; its words stay. */
export const withKind = (field: Field, kind: FieldKind): Field => ({
  ...makeField(field.key, field.label['zh-CN'], kind, field.isRequired ?? false, choiceWords(field)),
  label: field.label,
  ...(field.hint ? { hint: field.hint } : {}),
  ...(field.when ? { when: field.when } : {}),
  // What was sealed stays sealed, but for a photo, which nothing seals.
  ...(field.isPersonal && kindOf(field) !== 'phone' && kind !== 'photo'
    ? { isPersonal: true, basis: field.basis ?? ('consent' as const) }
    : {}),
})
export const choiceWords = (field: Field): readonly string[] =>
  valuesOf(field).map((value) => field.choices?.[value]?.['zh-CN'] ?? value)
/** Choices as a list to pick from. */
export const choicesNamed = (field: Field): readonly { readonly value: string; readonly label: string }[] =>
  valuesOf(field).map((value) => ({ value, label: field.choices?.[value]?.['zh-CN'] || value }))
const valuesOf = ({ schema }: Field): readonly string[] =>
  (schema.type === 'string' ? schema.enum : schema.type === 'array' ? schema.items.enum : undefined) ?? []

/** Other choices. One that keeps its words keeps its value, so that what was answered before still fits. */
export const withChoices = (field: Field, words: readonly string[]): Field => {
  const known = new Map(valuesOf(field).map((value) => [field.choices?.[value]?.['zh-CN'] ?? value, value]))
  const taken = new Set(known.values())
  const fresh = () => {
    const value = nextKey('c', [...taken])
    taken.add(value)
    return value
  }
  const all = [...new Set(words)].map((word) => [known.get(word) ?? fresh(), word] as const)
  const values = all.map(([value]) => value)
  return {
    ...field,
    schema: schemas[field.schema.type === 'array' ? 'choices' : 'choice'](values),
    choices: Object.fromEntries(
      all.map(([value, word]) => [value, field.choices?.[value] ?? both(word, `Choice ${value.slice(1)}`)]),
    ),
  }
}

/** A condition picked on a question that is gone goes with it; what somebody wrote by hand is told by the check. */
const withoutWhen = <T extends { readonly when?: string }>(one: T, key: string): T => {
  if (one.when === undefined || conditionOf(one.when)?.key !== key) return one
  const { when: _, ...rest } = one
  // Nothing but the condition went.
  return rest as T
}

export const dropField = (document: ToolDocument, formId: string, key: string): ToolDocument => ({
  ...withForm(
    withProcesses(document, (process) => ({
      ...process,
      moves: Object.fromEntries(Object.entries(process.moves).map(([name, move]) => [name, withoutWhen(move, key)])),
    })),
    formId,
    (form) => ({
      ...form,
      fields: form.fields.filter((field) => field.key !== key).map((field) => withoutWhen(field, key)),
    }),
  ),
  ...(document.points ? { points: document.points.map((rule) => withoutWhen(rule, key)) } : {}),
  // A list shows nothing that is not asked any more.
  lists: (document.lists ?? []).flatMap((list) => {
    const columns = list.columns.filter((column) => column !== key)
    return columns.length > 0 ? [{ ...list, columns }] : []
  }),
})
export const moveField = (document: ToolDocument, formId: string, key: string, by: number): ToolDocument =>
  withForm(document, formId, (form) => {
    const from = form.fields.findIndex((field) => field.key === key)
    const to = from + by
    if (from < 0 || to < 0 || to >= form.fields.length) return form
    const fields = [...form.fields]
    const [taken] = fields.splice(from, 1)
    if (taken) fields.splice(to, 0, taken)
    return { ...form, fields }
  })

const withProcesses = (document: ToolDocument, change: (process: Process) => Process): ToolDocument => ({
  ...document,
  processes: document.processes.map(change),
})
/** The one that is composed: it stands first. */
const withProcess = (document: ToolDocument, change: (process: Process) => Process): ToolDocument => ({
  ...document,
  processes: document.processes.map((process, index) => (index === 0 ? withDeadlines(change(process)) : process)),
})
type State = Process['states'][string]

export const addState = (document: ToolDocument, title: string, phase: State['phase']): ToolDocument =>
  withProcess(document, (process) => {
    const key = nextKey('s', Object.keys(process.states))
    return { ...process, states: { ...process.states, [key]: { title: both(title, `State ${key.slice(1)}`), phase } } }
  })
export const setState = (document: ToolDocument, key: string, change: (state: State) => State): ToolDocument =>
  withProcess(document, (process) => ({
    ...process,
    states: Object.fromEntries(
      Object.entries(process.states).map(([name, state]) => [name, name === key ? change(state) : state]),
    ),
  }))
/** A state that goes takes along what leads to it, and what speaks of it. */
export const dropState = (document: ToolDocument, key: string): ToolDocument => {
  const without = withProcess(document, (process) => ({
    ...withoutDeadline(process, key),
    states: Object.fromEntries(Object.entries(process.states).filter(([name]) => name !== key)),
    moves: Object.fromEntries(
      Object.entries(process.moves).flatMap(([name, move]) => {
        const from = move.from.filter((one) => one !== key)
        return move.to === key || from.length === 0 ? [] : [[name, { ...move, from }]]
      }),
    ),
  }))
  // A state of another process may bear the same name.
  const own = document.processes[0]?.id
  const reminders = (without.reminders ?? []).filter(({ of, state }) => of !== own || state !== key)
  return pruned({ ...without, reminders })
}
/** What was asked on a move that is gone, and points for it, are gone too. */
const pruned = (given: ToolDocument): ToolDocument => {
  const document = withoutLoose(given)
  const moves = new Map(document.processes.map((process) => [process.id, process.moves]))
  const points = (document.points ?? []).filter(({ of, on }) => on === 'opened' || moves.get(of)?.[on])
  return { ...document, points }
}
export const addMove = (
  document: ToolDocument,
  title: string,
  from: readonly string[],
  to: string,
  who: readonly ActorName[],
): ToolDocument =>
  withProcess(document, (process) => {
    const key = nextKey('m', Object.keys(process.moves))
    const move = { title: both(title, `Move ${key.slice(1)}`), from: [...from], to, who: [...who] }
    return { ...process, moves: { ...process.moves, [key]: move } }
  })
/**
 * From a state on to a new one, in one stroke. Where the state led straight to an end, the new one stands between; where it
 * leads on already, the new one is another end.
 */
export const addNext = (document: ToolDocument, from: string): ToolDocument =>
  withProcess(document, (process) => {
    const key = nextKey('s', Object.keys(process.states))
    const onward = Object.entries(process.moves).filter(([, move]) => move.from.includes(from))
    const [last] = onward
    const isEnd = (move: Move) => process.states[move.to]?.phase === 'done' && move.from.length === 1
    const between = onward.length === 1 && last && isEnd(last[1]) ? last[0] : null
    const fresh: State = {
      title: both('', `State ${key.slice(1)}`),
      phase: onward.length > 0 && !between ? 'done' : 'doing',
    }
    const move = nextKey('m', Object.keys(process.moves))
    const way: Move = { title: both('', `Move ${move.slice(1)}`), from: [from], to: key, who: ['worker'] }
    return {
      ...process,
      states: Object.fromEntries(
        Object.entries(process.states).flatMap(([name, state]) =>
          name === from
            ? [
                [name, state],
                [key, fresh],
              ]
            : [[name, state]],
        ),
      ),
      moves: {
        ...Object.fromEntries(
          Object.entries(process.moves).map(([name, one]) => [name, name === between ? { ...one, from: [key] } : one]),
        ),
        [move]: way,
      },
    }
  })
export const setMove = (document: ToolDocument, key: string, change: (move: Move) => Move): ToolDocument =>
  withProcess(document, (process) => ({
    ...process,
    moves: Object.fromEntries(
      Object.entries(process.moves).map(([name, move]) => [name, name === key ? change(move) : move]),
    ),
  }))
export const dropMove = (document: ToolDocument, key: string): ToolDocument =>
  pruned(
    withProcess(document, (process) => ({
      ...process,
      moves: Object.fromEntries(Object.entries(process.moves).filter(([name]) => name !== key)),
    })),
  )

/** The worklist of staff, of the process that is composed. */
export const workListOf = ({ lists, processes }: Pick<ToolDocument, 'lists' | 'processes'>) => {
  const own = (lists ?? []).filter(({ board, of }) => board === 'worker' && of === processes[0]?.id)
  return own.find(({ id }) => id === 'work') ?? own[0]
}

/** What is shown in the worklist of staff; nothing chosen, no list. What neighbours see has the same columns. */
export const withColumns = (document: ToolDocument, chosen: readonly string[]): ToolDocument => {
  const columns = chosen.slice(0, 8)
  const own = workListOf(document)
  const shown = publicListOf(document)
  const lists = (document.lists ?? []).flatMap((list) =>
    list !== own && list !== shown ? [list] : columns.length > 0 ? [{ ...list, columns }] : [],
  )
  const fresh = {
    id: freeListId(document.lists, 'work'),
    title: both('办理清单', 'Worklist'),
    board: 'worker' as const,
    of: document.processes[0]?.id ?? 'main',
    columns,
  }
  return { ...document, lists: own || columns.length === 0 ? lists : [...lists, fresh] }
}

/** A first question or two stand in the worklist by themselves: a tool without one would leave staff with nothing to see. */
export const withUsualColumn = (document: ToolDocument, field: Field | undefined): ToolDocument => {
  const columns = workListOf(document)?.columns ?? []
  return !field || field.isPersonal || columns.length >= 2 ? document : withColumns(document, [...columns, field.key])
}

export const addReminder = (document: ToolDocument): ToolDocument => {
  const process = document.processes[0]
  const open = Object.entries(process?.states ?? {}).filter(([, { phase }]) => phase !== 'done')
  const state = open.find(([, { phase }]) => phase === 'doing')?.[0] ?? open[0]?.[0]
  if (!process || !state) return document
  const reminders = document.reminders ?? []
  const fresh = {
    id: nextKey(
      'r',
      reminders.map(({ id }) => id),
    ),
    of: process.id,
    state,
    afterHours: 72,
    to: 'reporter' as const,
    words: both('有一件事还没有办完，请看一看。', 'Something is still open; please have a look.'),
  }
  return { ...document, reminders: [...reminders, fresh] }
}
export const addPoints = (document: ToolDocument): ToolDocument => {
  const process = document.processes[0]
  if (!process) return document
  const points = document.points ?? []
  const ends = Object.entries(process.moves).filter(([, { to }]) => process.states[to]?.phase === 'done')
  const on = ends.map(([name]) => name).find((name) => points.every((rule) => rule.on !== name)) ?? 'opened'
  const fresh = {
    id: nextKey(
      'p',
      points.map(({ id }) => id),
    ),
    of: process.id,
    on,
    to: 'reporter' as const,
    points: 2,
    perDay: 2,
    because: document.name,
  }
  return { ...document, points: [...points, fresh] }
}
export const addIndicator = (document: ToolDocument): ToolDocument => {
  const [process] = document.processes
  const ends = Object.entries(process?.states ?? {}).filter(([, { phase }]) => phase === 'done')
  const [end] = ends
  if (!process || !end) return document
  const indicators = document.indicators ?? []
  const fresh = {
    id: nextKey(
      'i',
      indicators.map(({ id }) => id),
    ),
    title: end[1].title,
    of: process.id,
    states: [end[0]],
    measure: 'share' as const,
    days: 90,
  }
  return { ...document, indicators: [...indicators, fresh] }
}
/** One rule of a part changed, or taken away where nothing is put in its place. */
export const setRule = <P extends 'reminders' | 'points' | 'indicators'>(
  document: ToolDocument,
  part: P,
  id: string,
  change: ((rule: NonNullable<ToolDocument[P]>[number]) => NonNullable<ToolDocument[P]>[number]) | null,
): ToolDocument => ({
  ...document,
  [part]: (document[part] ?? []).flatMap((rule) => (rule.id !== id ? [rule] : change ? [change(rule)] : [])),
})
