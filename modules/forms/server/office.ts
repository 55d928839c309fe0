/** What the office sees: forms handed in within reach, one of them for a stated reason, what was saved, what was typed twice. */
import { answer, defaultLimit, pageOf, readCursor, readPair } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { forms } from '../contract.ts'
import { savingOf } from '../origin.ts'
import { keysOf } from '../outline.ts'
import type { Saving } from '../shapes.ts'
import { rowOf } from './fill.ts'
import { type SavingRow, submissions } from './store-submissions.ts'
import { showHanded, versionOf } from './submission.ts'

export const listSubmissions = answer(forms, 'listSubmissions', async (work, { query }) => {
  const limit = query.limit ?? defaultLimit
  const rows = await submissions(work.db).handed(work.scope('submission.read'), {
    code: query.code,
    area: query.area,
    after: readPair(query.after),
    limit: limit + 1,
  })
  return pageOf(
    rows.map((row) => rowOf(row, work.locale)),
    limit,
    ({ submittedAt, id }) => [submittedAt ?? '', id],
  )
})

export const inspect = answer(forms, 'inspect', async (work, { params, body }) => {
  const line = await submissions(work.db).byId(params.id)
  if (line?.state !== 'submitted' || !work.may('submission.read', { area: line.areaCode }))
    throw work.refuse('not-found')
  const version = await versionOf(work, line)
  if (line.personId)
    await work.use(people).noteLook({
      personIds: [line.personId],
      // Keys of the dictionary are dotted.
      fields: keysOf(version.definition).map((key) => key as `${string}.${string}`),
      purpose: 'service',
      reason: body.reason,
    })
  work.audit({ object: `submission:${line.id}`, area: line.areaCode, facts: { code: line.code } })
  return showHanded(work, line)
})

const savingFrom = (row: SavingRow, locale: string): Saving => ({
  code: row.code,
  title: locale === 'en' ? row.titleEn : row.title,
  finished: row.finished,
  typed: row.typed,
  prefilled: row.prefilled,
  confirmed: row.confirmed,
  derived: row.derived,
  refused: row.refused,
  baselineFields: row.baselineFields,
  fieldsSaved: savingOf({ typed: row.typedAgainstBaseline, baseline: row.baselineFields }),
  materials: row.materials,
  baselineMaterials: row.baselineMaterials,
  materialsSaved: savingOf({ typed: row.materialsAgainstBaseline, baseline: row.baselineMaterials }),
})

const numbers = [
  ...(['finished', 'typed', 'prefilled', 'confirmed', 'derived', 'refused', 'baselineFields'] as const),
  ...(['typedAgainstBaseline', 'materials', 'baselineMaterials', 'materialsAgainstBaseline'] as const),
] as const

export const savings = answer(forms, 'savings', async (work, { query }) => {
  const rows = await submissions(work.db).savings(work.scope('form.read'), { area: query.area, from: query.from })
  const sum = Object.fromEntries(numbers.map((name) => [name, rows.reduce((total, row) => total + row[name], 0)]))
  return {
    items: rows.map((row) => savingFrom(row, work.locale)),
    whole: savingFrom(
      { ...(sum as Pick<SavingRow, (typeof numbers)[number]>), code: '', title: '', titleEn: '' },
      work.locale,
    ), // each of them, just above
  }
})

export const repeats = answer(forms, 'repeats', async (work, { query }) => {
  const limit = query.limit ?? defaultLimit
  const [after] = readCursor(query.after) ?? []
  const rows = await submissions(work.db).repeats(work.scope('form.read'), after ?? null, limit + 1)
  return pageOf(
    rows.map(({ typedAt, firstTypedAt, ...row }) => ({
      ...row,
      typedAt: typedAt.toISOString(),
      firstTypedAt: firstTypedAt.toISOString(),
    })),
    limit,
    ({ id }) => [id],
  )
})
