/** A form comes into force: checked, numbered, told to the catalogue; what is in force never changes again. */
import { catalogue } from '@liren/catalogue/contract'
import { uuidv7 } from '@liren/kernel'
import { check } from '../check.ts'
import { type FormDefinition, say } from '../definition.ts'
import { keysOf, leavesOf } from '../outline.ts'
import type { VersionView } from '../shapes.ts'
import { privateCopies } from './copies.ts'
import type { Deed } from './deed.ts'
import { type VersionRow, versions, type WholeVersion } from './store-versions.ts'

export const viewOf = (row: VersionRow, locale: string): VersionView => ({
  id: row.id,
  code: row.code,
  title: (locale === 'en' ? row.titleEn : null) ?? row.title,
  version: row.version,
  area: row.areaCode,
  leaves: row.leaves,
  baselineFields: row.baselineFields,
  ownerName: row.ownerName,
  note: row.note,
  publishedAt: row.publishedAt.toISOString(),
  isBehind: row.isBehind,
})

export const mustBeSound = (work: Deed, definition: unknown, code: string) => {
  const faults = check(definition)
  const [first] = faults
  if (first) throw work.refuse('faulty-form', { faults, path: first.path, why: first.code }, 'definition')
  if ((definition as FormDefinition).code !== code) throw work.refuse('code-differs', {}, 'definition')
}

/** Same text whatever the order in which JSON was written down. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )

type Laid = {
  readonly definition: FormDefinition
  readonly area: string | null
  readonly note: string
  readonly kept: Readonly<Record<string, string>>
  readonly basedOn: number | null
}

/** The new version, or the one in force where nothing differs. */
export const lay = async (work: Deed, laid: Laid): Promise<WholeVersion> => {
  const { definition, area } = laid
  mustBeSound(work, definition, definition.code)
  const [copy] = await privateCopies(work, definition)
  if (copy) throw work.refuse('private-copy', { path: copy.path, key: copy.what ?? '' }, 'definition')
  const all = versions(work.db)
  await all.lock(definition.code)
  const before = await all.newest(definition.code, area)
  if (before && canonical(before.definition) === canonical(definition)) return before
  const row = {
    id: uuidv7(),
    code: definition.code,
    areaCode: area,
    version: (before?.version ?? 0) + 1,
    title: say(definition.title, 'zh-CN'),
    definition,
    leaves: leavesOf(definition).length,
    baselineFields: definition.baseline?.fields ?? null,
    baselineMaterials: definition.baseline?.materials ?? null,
    basedOn: laid.basedOn,
    kept: laid.kept,
    note: laid.note,
    ownerId: work.actor.id,
    ownerName: work.actor.kind === 'system' ? '' : work.actor.name,
    publishedAt: work.now,
  }
  await all.add(row)
  await work.use(catalogue).registerUse({
    module: 'forms',
    kind: 'form',
    object: area === null ? definition.code : `${definition.code}@${area}`,
    title: row.title,
    keys: keysOf(definition),
  })
  work.audit({ object: `form:${row.code}`, area, facts: { version: row.version } })
  work.emit('published', { versionId: row.id, code: row.code, version: row.version, area })
  return { ...row, isBehind: false }
}
