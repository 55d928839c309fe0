/** What changes between two versions of a tool, what of it breaks, and which step of the version number it deserves. */

import type { Field, Process, ToolDocument } from './document.ts'
import { canonical } from './parcel.ts'

export type Step = 'none' | 'patch' | 'minor' | 'major'
export type Change = { readonly path: string; readonly what: string; readonly step: Exclude<Step, 'none'> }
export type Difference = {
  readonly changes: readonly Change[]
  /** By what changed. */
  readonly proposed: Step
  /** By the two version numbers. */
  readonly declared: Step | 'back'
  readonly isEnough: boolean
}

const rank: Readonly<Record<Step, number>> = { none: 0, patch: 1, minor: 2, major: 3 }
const numbers = (version: string) => version.split('.').map(Number)

/** Positive when `one` is the later version. */
export const compareVersions = (one: string, other: string): number => {
  const [a, b] = [numbers(one), numbers(other)]
  for (let index = 0; index < 3; index += 1)
    if ((a[index] ?? 0) !== (b[index] ?? 0)) return (a[index] ?? 0) - (b[index] ?? 0)
  return 0
}
export const stepBetween = (before: string, after: string): Step | 'back' => {
  if (compareVersions(after, before) < 0) return 'back'
  const [a, b] = [numbers(before), numbers(after)]
  return a[0] !== b[0] ? 'major' : a[1] !== b[1] ? 'minor' : a[2] !== b[2] ? 'patch' : 'none'
}

/** The version that follows by such a step; nothing changed is still a version of its own. */
export const nextVersion = (version: string, step: Step): string => {
  const [major = 0, minor = 0, patch = 0] = numbers(version)
  if (step === 'major') return `${major + 1}.0.0`
  return step === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`
}

const same = (one: unknown, other: unknown) => canonical(one ?? null) === canonical(other ?? null)

const compareField = (path: string, before: Field, after: Field): Change[] => {
  const changes: Change[] = []
  if (before.schema.type !== after.schema.type) changes.push({ path, what: 'another kind of value', step: 'major' })
  else if (!same(before.schema, after.schema)) {
    const lost = choicesOf(before).filter((one) => !choicesOf(after).includes(one))
    changes.push({
      path,
      what: lost.length > 0 ? `choices gone: ${lost.join(', ')}` : 'other bounds',
      step: lost.length > 0 ? 'major' : 'minor',
    })
  }
  if (!before.isRequired && after.isRequired) changes.push({ path, what: 'is required now', step: 'major' })
  if (!before.isPersonal && after.isPersonal) changes.push({ path, what: 'is sealed now', step: 'major' })
  if (before.isPersonal && !after.isPersonal) changes.push({ path, what: 'is sealed no longer', step: 'major' })
  if (!same(before.binds, after.binds)) changes.push({ path, what: 'bound to another entry', step: 'major' })
  if (!same(before.when, after.when)) changes.push({ path, what: 'another condition', step: 'minor' })
  if (!same(before.label, after.label) || !same(before.hint, after.hint) || !same(before.choices, after.choices))
    changes.push({ path, what: 'other words', step: 'patch' })
  return changes
}
const choicesOf = ({ schema }: Field) =>
  (schema.type === 'string' ? schema.enum : schema.type === 'array' ? schema.items.enum : undefined) ?? []

const byKey = <T>(list: readonly T[], key: (one: T) => string) => new Map(list.map((one) => [key(one), one]))

const compareLists = <T>(
  path: string,
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  steps: {
    readonly added: (one: T) => Exclude<Step, 'none'>
    readonly gone: Exclude<Step, 'none'>
    readonly changed: (path: string, one: T, other: T) => readonly Change[]
  },
): Change[] => [
  ...[...before].flatMap(([key, one]): readonly Change[] => {
    const other = after.get(key)
    return other === undefined
      ? [{ path: `${path}/${key}`, what: 'gone', step: steps.gone }]
      : steps.changed(`${path}/${key}`, one, other)
  }),
  ...[...after].flatMap(([key, one]): Change[] =>
    before.has(key) ? [] : [{ path: `${path}/${key}`, what: 'new', step: steps.added(one) }],
  ),
]

const compareProcess = (path: string, before: Process, after: Process): Change[] => {
  const states = compareLists(
    `${path}/states`,
    new Map(Object.entries(before.states)),
    new Map(Object.entries(after.states)),
    {
      added: () => 'minor',
      gone: 'major',
      changed: (at, one, other) => [
        ...(one.phase !== other.phase ? [{ path: at, what: 'another phase', step: 'major' as const }] : []),
        ...(same(one.title, other.title) ? [] : [{ path: at, what: 'other words', step: 'patch' as const }]),
      ],
    },
  )
  const moves = compareLists(
    `${path}/moves`,
    new Map(Object.entries(before.moves)),
    new Map(Object.entries(after.moves)),
    {
      added: () => 'minor',
      gone: 'major',
      changed: (at, one, other) => [
        ...(same(
          [one.from, one.to, one.who, one.form, one.when],
          [other.from, other.to, other.who, other.form, other.when],
        )
          ? []
          : [{ path: at, what: 'another move', step: 'major' as const }]),
        ...(same(
          [one.title, one.starts, one.stops, one.takes, one.isGrave],
          [other.title, other.starts, other.stops, other.takes, other.isGrave],
        )
          ? []
          : [{ path: at, what: 'other words or clocks', step: 'patch' as const }]),
      ],
    },
  )
  const rest: Change[] = same([before.start, before.form], [after.start, after.form])
    ? []
    : [{ path, what: 'begins otherwise', step: 'major' }]
  if (!same(before.clocks, after.clocks)) rest.push({ path: `${path}/clocks`, what: 'other limits', step: 'minor' })
  if (!same([before.title, before.titleField], [after.title, after.titleField]))
    rest.push({ path, what: 'other words', step: 'patch' })
  return [...states, ...moves, ...rest]
}

/** Reading more about people, or letting more of them read, is never small. */
const compareReach = (before: ToolDocument, after: ToolDocument): Change[] => {
  const changes: Change[] = []
  for (const part of ['reads', 'writes'] as const) {
    const grown = after.data[part].filter((key) => !before.data[part].includes(key))
    if (grown.length > 0)
      changes.push({ path: `/data/${part}`, what: `${part} more: ${grown.join(', ')}`, step: 'major' })
    if (before.data[part].some((key) => !after.data[part].includes(key)))
      changes.push({ path: `/data/${part}`, what: `${part} less`, step: 'minor' })
  }
  const permissions = (document: ToolDocument) => new Set(document.permissions.map(({ who, may }) => `${who}:${may}`))
  const [had, has] = [permissions(before), permissions(after)]
  if ([...has].some((one) => !had.has(one)))
    changes.push({ path: '/permissions', what: 'somebody may more', step: 'major' })
  if ([...had].some((one) => !has.has(one)))
    changes.push({ path: '/permissions', what: 'somebody may less', step: 'major' })
  if (after.retention.keepDays > before.retention.keepDays)
    changes.push({ path: '/retention', what: 'kept longer', step: 'major' })
  else if (!same(before.retention, after.retention))
    changes.push({ path: '/retention', what: 'kept otherwise', step: 'minor' })
  if (!same(before.link, after.link) || !same(before.port, after.port))
    changes.push({ path: before.link ? '/link' : '/port', what: 'leads elsewhere', step: 'major' })
  return changes
}

export const compare = (before: ToolDocument, after: ToolDocument): Difference => {
  const changes: Change[] = [
    ...compareLists(
      '/forms',
      byKey(before.forms, ({ id }) => id),
      byKey(after.forms, ({ id }) => id),
      {
        added: () => 'minor',
        gone: 'major',
        changed: (path, one, other) => [
          ...compareLists(
            `${path}/fields`,
            byKey(one.fields, ({ key }) => key),
            byKey(other.fields, ({ key }) => key),
            {
              added: (field) => (field.isRequired ? 'major' : 'minor'),
              gone: 'major',
              changed: compareField,
            },
          ),
          ...(same([one.title, one.hint], [other.title, other.hint])
            ? []
            : [{ path, what: 'other words', step: 'patch' as const }]),
        ],
      },
    ),
    ...compareLists(
      '/processes',
      byKey(before.processes, ({ id }) => id),
      byKey(after.processes, ({ id }) => id),
      {
        added: () => 'minor',
        gone: 'major',
        changed: compareProcess,
      },
    ),
    ...compareReach(before, after),
    ...(
      [
        'audience',
        'points',
        'lists',
        'reminders',
        'indicators',
        'stopWhen',
        'cost',
        'keywords',
        'category',
        'needs',
      ] as const
    ).flatMap((part): Change[] =>
      same(before[part], after[part])
        ? []
        : [
            {
              path: `/${part}`,
              what: 'changed',
              step: part === 'audience' || part === 'points' || part === 'lists' ? 'minor' : 'patch',
            },
          ],
    ),
    ...(['name', 'summary', 'icon', 'texts', 'provider', 'licence', 'examples', 'ethics'] as const).flatMap(
      (part): Change[] =>
        same(before[part], after[part]) ? [] : [{ path: `/${part}`, what: 'other words', step: 'patch' }],
    ),
  ]
  changes.push(
    ...compareLists(
      '/norm/clauses',
      byKey(before.norm?.clauses ?? [], ({ id }) => id),
      byKey(after.norm?.clauses ?? [], ({ id }) => id),
      {
        // What is due now was not promised by those who follow it.
        added: ({ isDue }) => (isDue ? 'major' : 'minor'),
        gone: 'minor',
        changed: (path, one, other) =>
          !one.isDue && other.isDue
            ? [{ path, what: 'is required now', step: 'major' }]
            : same(one, other)
              ? []
              : [{ path, what: 'other words', step: 'patch' }],
      },
    ),
  )
  if (!same(before.norm?.fields, after.norm?.fields))
    changes.push({ path: '/norm/fields', what: 'changed', step: 'minor' })
  if (before.kind !== after.kind) changes.push({ path: '/kind', what: 'another kind of tool', step: 'major' })
  const proposed = changes.reduce<Step>((most, { step }) => (rank[step] > rank[most] ? step : most), 'none')
  const declared = stepBetween(before.version, after.version)
  return { changes, proposed, declared, isEnough: declared !== 'back' && rank[declared] >= rank[proposed] }
}
