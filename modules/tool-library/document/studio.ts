/** What the studio does to a document while somebody composes it by hand: whole at every step, with everything that can be worked out worked out. */
import type { ActorName, Field, FieldSchema, Form, Journey, Process, ToolDocument, Words } from './document.ts'

export type FieldKind = 'text' | 'long' | 'number' | 'date' | 'yesNo' | 'choice' | 'choices' | 'phone'
export const fieldKinds: readonly FieldKind[] = [
  'text',
  'long',
  'number',
  'date',
  'yesNo',
  'choice',
  'choices',
  'phone',
]

/** English words nobody gave yet; the checker wants both languages. */
const both = (zh: string, en: string): Words => ({ 'zh-CN': zh, en })

const nextKey = (letter: string, taken: readonly string[]) => {
  for (let number = 1; ; number += 1) if (!taken.includes(`${letter}${number}`)) return `${letter}${number}`
}

const schemas: Readonly<Record<FieldKind, (choices: readonly string[]) => FieldSchema>> = {
  text: () => ({ type: 'string', maxLength: 60 }),
  long: () => ({ type: 'string', maxLength: 300 }),
  number: () => ({ type: 'integer', minimum: 0, maximum: 1000 }),
  date: () => ({ type: 'string', format: 'date' }),
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
  if (schema.type === 'array') return 'choices'
  if (schema.type === 'boolean') return 'yesNo'
  if (schema.type === 'integer' || schema.type === 'number') return 'number'
  if (schema.type === 'string' && schema.enum) return 'choice'
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

export const addField = (
  document: ToolDocument,
  formId: string,
  label: string,
  kind: FieldKind,
  isRequired: boolean,
  choices?: readonly string[],
): ToolDocument =>
  withForm(document, formId, (form) => ({
    ...form,
    fields: [
      ...form.fields,
      makeField(
        nextKey(
          'f',
          document.forms.flatMap(({ fields }) => fields.map(({ key }) => key)),
        ),
        label,
        kind,
        isRequired,
        choices,
      ),
    ],
  }))

export const dropField = (document: ToolDocument, formId: string, key: string): ToolDocument =>
  withForm(document, formId, (form) => ({ ...form, fields: form.fields.filter((field) => field.key !== key) }))

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

const withProcess = (document: ToolDocument, change: (process: Process) => Process): ToolDocument => ({
  ...document,
  processes: document.processes.map((process, index) => (index === 0 ? change(process) : process)),
})

export const addState = (
  document: ToolDocument,
  title: string,
  phase: Process['states'][string]['phase'],
): ToolDocument =>
  withProcess(document, (process) => {
    const key = nextKey('s', Object.keys(process.states))
    return { ...process, states: { ...process.states, [key]: { title: both(title, `State ${key.slice(1)}`), phase } } }
  })

export const dropState = (document: ToolDocument, key: string): ToolDocument =>
  withProcess(document, (process) => ({
    ...process,
    states: Object.fromEntries(Object.entries(process.states).filter(([name]) => name !== key)),
    moves: Object.fromEntries(
      Object.entries(process.moves).flatMap(([name, move]) => {
        const from = move.from.filter((one) => one !== key)
        return move.to === key || from.length === 0 ? [] : [[name, { ...move, from }]]
      }),
    ),
  }))

export const addMove = (
  document: ToolDocument,
  title: string,
  from: readonly string[],
  to: string,
  who: readonly ActorName[],
): ToolDocument =>
  withProcess(document, (process) => {
    const key = nextKey('m', Object.keys(process.moves))
    return {
      ...process,
      moves: {
        ...process.moves,
        [key]: { title: both(title, `Move ${key.slice(1)}`), from: [...from], to, who: [...who] },
      },
    }
  })

export const dropMove = (document: ToolDocument, key: string): ToolDocument =>
  withProcess(document, (process) => ({
    ...process,
    moves: Object.fromEntries(Object.entries(process.moves).filter(([name]) => name !== key)),
  }))

/** An answer that fits a field, to try a tool with. */
const sampleOf = (field: Field): unknown => {
  const { schema } = field
  if (schema.type === 'boolean') return true
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1
  if (schema.type === 'array') return [schema.items.enum?.[0] ?? '示例']
  if (schema.type !== 'string') return undefined
  if (schema.enum) return schema.enum[0]
  if (schema.format === 'date') return '2026-12-01'
  if (schema.format === 'date-time') return '2026-12-01T09:00:00+08:00'
  if (schema.format === 'time') return '09:00:00'
  if (schema.format === 'email') return 'a@example.com'
  return '13800001001'.slice(0, schema.minLength ?? 2) || '示例'
}
export const sampleAnswers = (form: Form | undefined): Journey['answers'] =>
  Object.fromEntries(
    (form?.fields ?? []).filter(({ when }) => when === undefined).map((field) => [field.key, sampleOf(field)]),
  ) as Journey['answers']

/** The shortest way from the beginning to an end, by whoever may go it. */
export const samplePath = (
  process: Process,
): readonly {
  readonly move: string
  readonly as: ActorName
  readonly to: string
  readonly form: string | undefined
}[] => {
  type Way = ReturnType<typeof samplePath>
  const ways: { state: string; way: Way }[] = [{ state: process.start, way: [] }]
  const seen = new Set([process.start])
  for (let one = ways.shift(); one; one = ways.shift()) {
    if (process.states[one.state]?.phase === 'done') return one.way
    for (const [name, move] of Object.entries(process.moves)) {
      const [as] = move.who
      if (!move.from.includes(one.state) || seen.has(move.to) || !as || move.isGrave) continue
      seen.add(move.to)
      ways.push({ state: move.to, way: [...one.way, { move: name, as, to: move.to, form: move.form }] })
    }
  }
  return []
}

/** Everything that follows from the rest: permissions, data read, and an example that shows that it works. */
export const completed = (document: ToolDocument): ToolDocument => {
  const [process] = document.processes
  const movers = new Set(document.processes.flatMap(({ moves }) => Object.values(moves).flatMap(({ who }) => who)))
  const fields = document.forms.flatMap((form) => form.fields)
  const binds = [...new Set(fields.flatMap(({ binds: entry }) => (entry ? [entry] : [])))]
  const rules = document.audience.map(({ rule }) => rule).join(' ')
  const reads = [
    ...binds,
    ...(/\bage\b/.test(rules) ? ['person.birthDate'] : []),
    ...(/\bsex\b/.test(rules) ? ['person.sex'] : []),
    ...(/\btags\b/.test(rules) ? ['person.tags'] : []),
    ...(/\blivesAlone\b/.test(rules) ? ['household.members'] : []),
    ...(/\bresidence\b/.test(rules) ? ['person.residence'] : []),
  ]
  const age = /age >= (\d+)/.exec(rules)?.[1]
  const sex = /sex == '([FM])'/.exec(rules)?.[1]
  const example: Journey | null = process
    ? {
        title: both('从提出到办结', 'From asking to the end'),
        of: process.id,
        persona: { isMember: true, isStaff: false, ...(age ? { age: Number(age) } : {}), ...(sex ? { sex } : {}) },
        isInAudience: true,
        answers: sampleAnswers(document.forms.find(({ id }) => id === process.form)) ?? {},
        steps: samplePath(process).map(({ move, as, to, form }) => ({
          move,
          as,
          expect: to,
          ...(form ? { answers: sampleAnswers(document.forms.find(({ id }) => id === form)) ?? {} } : {}),
        })),
      }
    : null
  return {
    ...document,
    permissions: [
      ...[...movers].map((who) => ({ who, may: 'move' as const })),
      { who: 'worker' as const, may: 'read' as const },
      ...(fields.some(({ isPersonal }) => isPersonal)
        ? [{ who: 'worker' as const, may: 'readPersonal' as const }]
        : []),
      { who: 'admin' as const, may: 'export' as const },
    ],
    data: { ...document.data, reads: [...new Set(reads)] },
    examples: example ? [example] : [],
  }
}

/** A page to begin with: two states, one move, one field. */
export const blank = (id: string, area: string, unit: string): ToolDocument => ({
  format: 'liren-tool/1',
  id,
  version: '1.0.0',
  kind: 'declared',
  name: both('新工具', 'New tool'),
  summary: both('一句话说明它帮谁、做什么', 'In one sentence: whom it helps, and how'),
  icon: 'hand',
  category: 'livelihood',
  keywords: [],
  provider: { publisher: `a${area}`, unit: both(unit, 'Residents’ committee'), level: 'community', contact: unit },
  licence: 'Apache-2.0',
  needs: [
    { who: both('居民', 'Residents'), what: both('大家提出的需求', 'What people asked for'), serves: 'resident' },
  ],
  audience: [
    { id: 'neighbours', board: 'resident', title: both('本社区居民', 'Residents of the community'), rule: 'isMember' },
    { id: 'staff', board: 'worker', title: both('社区工作人员', 'Community staff'), rule: 'isStaff' },
  ],
  forms: [{ id: 'asking', title: both('填写', 'Ask'), fields: [] }],
  processes: [
    {
      id: 'main',
      title: both('办理', 'Handling'),
      form: 'asking',
      start: 's1',
      states: {
        s1: { title: both('待办', 'Waiting'), phase: 'intake' },
        s2: { title: both('办结', 'Done'), phase: 'done' },
      },
      moves: { m1: { title: both('办结', 'Finish'), from: ['s1'], to: 's2', who: ['worker'] } },
    },
  ],
  lists: [],
  reminders: [],
  points: [],
  permissions: [],
  data: { reads: [], writes: [] },
  retention: { keepDays: 365 },
  cost: { buildDays: 0.5, amountFen: 40_000 },
  examples: [],
})
