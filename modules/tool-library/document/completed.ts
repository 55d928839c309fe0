/** What follows from the rest of a document is worked out: permissions, data read, and an example that shows that it works. */
import { ruleFault } from '@liren/contract/rules'
import type { ActorName, Field, Form, Journey, Process, ToolDocument } from './document.ts'
import { answerFacts, factSource, formsOf, isPhoto } from './facts.ts'
import { type Answers, judged } from './judge.ts'
import { canonical } from './parcel.ts'
import { both } from './studio.ts'

/** Stands for a picture where a tool is only tried: nothing lies under this id. */
export const samplePhoto = '00000000-0000-4000-8000-000000000000'

/** An answer that fits a field, to try a tool with. */
const sampleOf = (field: Field): unknown => {
  const { schema } = field
  if (schema.type === 'boolean') return true
  if (schema.type === 'integer' || schema.type === 'number')
    return Math.min(Math.max(schema.minimum ?? 1, 1), schema.maximum ?? 1)
  if (isPhoto(field)) return schema.type === 'array' ? [samplePhoto] : samplePhoto
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
/** Does a rule hold after these answers? One that is only half written holds of nothing. */
const holds = (rule: string | undefined, forms: readonly Form[], answers: Answers): boolean =>
  rule === undefined || (ruleFault(rule, answerFacts(forms)) === null && judged(rule, forms, answers) === true)

/** One after the other, as they are asked: what follows from an answer before is answered too. */
export const sampleAnswers = (form: Form | undefined): Journey['answers'] => {
  const answers: Record<string, unknown> = {}
  for (const field of form?.fields ?? [])
    if (form && holds(field.when, [form], answers)) answers[field.key] = sampleOf(field)
  return answers as Journey['answers']
}

type Way = readonly {
  readonly move: string
  readonly as: ActorName
  readonly to: string
  readonly form: string | undefined
}[]
/** To each end the shortest way from the beginning, by whoever may go it; the nearest end first. */
export const waysToEnds = (
  process: Process,
  isOpen: (move: Process['moves'][string], way: Way) => boolean = () => true,
): readonly Way[] => {
  const ends: Way[] = []
  const ways: { state: string; way: Way }[] = [{ state: process.start, way: [] }]
  const seen = new Set([process.start])
  for (let one = ways.shift(); one; one = ways.shift()) {
    if (process.states[one.state]?.phase === 'done') {
      ends.push(one.way)
      continue
    }
    for (const [name, move] of Object.entries(process.moves)) {
      const [as] = move.who
      if (!move.from.includes(one.state) || seen.has(move.to) || !as || move.isGrave || !isOpen(move, one.way)) continue
      seen.add(move.to)
      ways.push({ state: move.to, way: [...one.way, { move: name, as, to: move.to, form: move.form }] })
    }
  }
  return ends
}
/** The shortest way that the sample answers open. */
const samplePath = (document: ToolDocument, process: Process): Way => {
  const formNamed = (id: string | undefined) => document.forms.find((form) => form.id === id)
  const forms = formsOf(document, process)
  const isOpen = (move: Process['moves'][string], way: Way) => {
    const answers = [process.form, ...way.map(({ form }) => form)].map((id) => sampleAnswers(formNamed(id)) ?? {})
    return holds(move.when, forms, Object.assign({}, ...answers) as Answers)
  }
  return waysToEnds(process, isOpen)[0] ?? []
}

/** What somebody wrote by hand in place of what is worked out here: a copy or a new version goes on with it. */
export type Own = { readonly permissions: boolean; readonly examples: boolean; readonly hadPersonal: boolean }
const nothingOwn: Own = { permissions: false, examples: false, hadPersonal: false }

type Permission = ToolDocument['permissions'][number]
const hasPersonal = ({ forms }: ToolDocument) => forms.some(({ fields }) => fields.some((field) => field.isPersonal))

const asSet = (permissions: readonly Permission[]) =>
  permissions
    .map(({ who, may }) => `${who}:${may}`)
    .toSorted()
    .join()

/** Of a document as it was opened; asked again later, a half-made one would look as if it were written by hand. */
export const ownOf = (document: ToolDocument): Own => {
  const worked = completed(document)
  return {
    permissions: document.permissions.length > 0 && asSet(document.permissions) !== asSet(worked.permissions),
    examples: (document.examples ?? []).length > 0 && canonical(document.examples) !== canonical(worked.examples),
    hadPersonal: hasPersonal(document),
  }
}

const usual = (movers: ReadonlySet<ActorName>, isSealed: boolean): readonly Permission[] => [
  ...[...movers].map((who) => ({ who, may: 'move' as const })),
  { who: 'worker' as const, may: 'read' as const },
  ...(isSealed ? [{ who: 'worker' as const, may: 'readPersonal' as const }] : []),
  { who: 'admin' as const, may: 'export' as const },
]

/** Leaves that were given stay; what a change made needless goes, what it made due comes. Nobody gets more than that. */
const kept = (given: readonly Permission[], movers: ReadonlySet<ActorName>, isSealed: boolean, own: Own) => {
  const still = given.filter(({ who, may }) => (may === 'move' ? movers.has(who) : may !== 'readPersonal' || isSealed))
  const due = usual(movers, isSealed && !own.hadPersonal).filter(
    ({ who, may }) =>
      (may === 'move' || may === 'readPersonal') && !still.some((one) => one.who === who && one.may === may),
  )
  return [...still, ...due]
}

/** An example that shows that the tool works: from asking to the nearest end. */
export const exampleOf = (document: ToolDocument): readonly Journey[] => {
  const [process] = document.processes
  if (!process) return []
  const rules = document.audience.map(({ rule }) => rule).join(' ')
  const age = /age >= (\d+)/.exec(rules)?.[1]
  const sex = /sex == '([FM])'/.exec(rules)?.[1]
  // What only staff use is tried by one of them.
  const isStaff = document.audience.every(({ board }) => board === 'worker' || board === 'desk')
  return [
    {
      title: both('从提出到办结', 'From asking to the end'),
      of: process.id,
      persona: { isMember: true, isStaff, ...(age ? { age: Number(age) } : {}), ...(sex ? { sex } : {}) },
      isInAudience: true,
      answers: sampleAnswers(document.forms.find(({ id }) => id === process.form)) ?? {},
      steps: samplePath(document, process).map(({ move, as, to, form }) => ({
        move,
        as,
        expect: to,
        ...(form ? { answers: sampleAnswers(document.forms.find(({ id }) => id === form)) ?? {} } : {}),
      })),
    },
  ]
}

/** Everything that follows from the rest: permissions, data read, and an example; but for what is somebody's own. */
export const completed = (document: ToolDocument, own: Own = nothingOwn): ToolDocument => {
  const movers = new Set(document.processes.flatMap(({ moves }) => Object.values(moves).flatMap(({ who }) => who)))
  const fields = document.forms.flatMap((form) => form.fields)
  const binds = [...new Set(fields.flatMap(({ binds: entry }) => (entry ? [entry] : [])))]
  const rules = document.audience.map(({ rule }) => rule).join(' ')
  const reads = [
    ...binds,
    ...(document.port?.sends ?? []),
    ...Object.entries(factSource).flatMap(([fact, entry]) => (new RegExp(`\\b${fact}\\b`).test(rules) ? [entry] : [])),
  ]
  const isSealed = hasPersonal(document)
  return {
    ...document,
    permissions: own.permissions ? kept(document.permissions, movers, isSealed, own) : [...usual(movers, isSealed)],
    data: { ...document.data, reads: [...new Set(reads)] },
    examples: own.examples ? (document.examples ?? []) : [...exampleOf(document)],
  }
}
