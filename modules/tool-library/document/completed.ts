/** What follows from the rest of a document is worked out: permissions, data read, and an example that shows that it works. */
import type { ActorName, Field, Form, Journey, Process, ToolDocument } from './document.ts'
import { both } from './studio.ts'

/** An answer that fits a field, to try a tool with. */
const sampleOf = (field: Field): unknown => {
  const { schema } = field
  if (schema.type === 'boolean') return true
  if (schema.type === 'integer' || schema.type === 'number')
    return Math.min(Math.max(schema.minimum ?? 1, 1), schema.maximum ?? 1)
  if (schema.type === 'array') return [schema.items.enum?.[0] ?? '示例']
  if (schema.type !== 'string') return undefined
  if (schema.enum) return schema.enum[0]
  if (schema.format === 'date') return '2026-12-01'
  if (schema.format === 'date-time') return '2026-12-01T09:00:00+08:00'
  if (schema.format === 'time') return '09:00:00'
  if (schema.format === 'email') return 'a@example.com'
  // A telephone number is known by what it is bound to, or by having eleven signs.
  if (field.binds === 'person.phone' || (schema.minLength === 11 && schema.maxLength === 11)) return '13800001001'
  return '示例'.repeat(Math.ceil((schema.minLength ?? 2) / 2)).slice(0, schema.maxLength ?? 60)
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
