/** Reading, keeping and throwing away a form that is not handed in yet; and the list of one's own. */
import { answer, defaultLimit, pageOf, readCursor } from '@liren/kernel'
import type { Filled } from '../accept.ts'
import { forms } from '../contract.ts'
import type { FormDefinition } from '../definition.ts'
import { definitionPath, leavesOf } from '../outline.ts'
import { subjectOf } from './deed.ts'
import { expiryOf } from './start.ts'
import { type ListedSubmission, submissions } from './store-submissions.ts'
import { acceptFilled, type Content, openContent, ownLine, sealContent, showHanded, versionOf } from './submission.ts'

export const read = answer(forms, 'read', async (work, { params }) => {
  const line = await ownLine(work, params.id)
  return showHanded(work, line)
})

const refusedPaths = (definition: FormDefinition, refused: readonly string[]) =>
  new Set(
    leavesOf(definition)
      .filter(({ field, within }) =>
        [field, ...within].some(({ from }) => from !== undefined && refused.includes(from)),
      )
      .map(({ path }) => path),
  )

/** What was refused afterwards is no longer offered; the server alone says what was offered at all. */
export const withFilled = (definition: FormDefinition, before: Content, filled: Filled): Content => {
  const paths = refusedPaths(definition, filled.refused)
  return {
    filled,
    offers: Object.fromEntries(Object.entries(before.offers).filter(([at]) => !paths.has(definitionPath(at)))),
    held: before.held.filter((key) => !filled.refused.includes(key)),
  }
}

export const save = answer(forms, 'save', async (work, { params, body }) => {
  const line = await ownLine(work, params.id, true)
  if (line.state !== 'draft') throw work.refuse('handed-in-already')
  const { revision, ...filled } = body
  if (revision !== line.revision) throw work.refuse('somebody-was-faster', { revision: line.revision }, 'revision')
  const version = await versionOf(work, line)
  const content = withFilled(version.definition, openContent(work, line), filled)
  await submissions(work.db).keep(line.id, sealContent(work, line.id, content), work.now, expiryOf(work.now))
  work.audit({ object: `submission:${line.id}`, area: line.areaCode })
  return { revision: line.revision + 1, faults: [...acceptFilled(line, version, content, work.now).faults] }
})

export const discard = answer(forms, 'discard', async (work, { params }) => {
  const line = await ownLine(work, params.id, true)
  if (line.state !== 'draft') throw work.refuse('handed-in-already')
  await submissions(work.db).drop(line.id)
  work.audit({ object: `submission:${line.id}`, area: line.areaCode })
})

export const rowOf = (line: ListedSubmission, locale: string) => ({
  id: line.id,
  code: line.code,
  title: locale === 'en' ? line.titleEn : line.title,
  state: line.state,
  number: line.number,
  channel: line.channel,
  area: line.areaCode,
  savedAt: line.savedAt.toISOString(),
  submittedAt: line.submittedAt?.toISOString() ?? null,
  expiresAt: line.expiresAt?.toISOString() ?? null,
  typed: line.typed,
  baselineFields: line.baselineFields,
})

export const listMine = answer(forms, 'listMine', async (work, { query }) => {
  if (work.actor.id === null) return { items: [], next: null }
  const limit = query.limit ?? defaultLimit
  const [after] = readCursor(query.after) ?? []
  const rows = await submissions(work.db).mine(work.actor.id, subjectOf(work), {
    state: query.state,
    after: after ?? null,
    limit: limit + 1,
  })
  return pageOf(
    rows.map((row) => rowOf(row, work.locale)),
    limit,
    ({ id }) => [id],
  )
})
