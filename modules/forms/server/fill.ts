/** Reading, keeping and throwing away a form that is not handed in yet; and the list of one's own. */
import { isDeepStrictEqual } from 'node:util'
import { answer, defaultLimit, pageOf, readCursor } from '@liren/kernel'
import type { Filled } from '../accept.ts'
import { forms } from '../contract.ts'
import type { FormDefinition } from '../definition.ts'
import { definitionPath, leavesOf } from '../outline.ts'
import { subjectOf } from './deed.ts'
import { dropLoosePapers } from './kept-papers.ts'
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

/**
 * A phone on a slow line sends what was typed a second ago after what is typed now, or once more, or when the form is handed in
 * already: that is late, not wrong. Only what somebody wrote at another screen in between is a conflict.
 */
export const save = answer(forms, 'save', async (work, { params, body }) => {
  const line = await ownLine(work, params.id, true)
  const { revision, copy, ...filled } = body
  const isSameCopy = copy !== undefined && copy.id === line.copyId
  const version = await versionOf(work, line)
  const before = openContent(work, line)
  const asItIs = (content: Content) => [...acceptFilled(line, version, content, work.now).faults]
  if (line.state !== 'draft') {
    if (isSameCopy) return { revision: line.revision, faults: [] }
    throw work.refuse('handed-in-already')
  }
  if (isSameCopy ? copy.turn <= (line.copyTurn ?? 0) : isDeepStrictEqual(filled, before.filled))
    return { revision: line.revision, faults: asItIs(before) }
  if (!isSameCopy && revision !== line.revision)
    throw work.refuse('somebody-was-faster', { revision: line.revision }, 'revision')
  const content = withFilled(version.definition, before, filled)
  const sealed = sealContent(work, line.id, content)
  await submissions(work.db).keep(line.id, sealed, work.now, expiryOf(work.now), copy ?? null)
  work.audit({ object: `submission:${line.id}`, area: line.areaCode })
  return { revision: line.revision + 1, faults: asItIs(content) }
})

export const discard = answer(forms, 'discard', async (work, { params }) => {
  const line = await ownLine(work, params.id, true)
  if (line.state !== 'draft') throw work.refuse('handed-in-already')
  await submissions(work.db).drop(line.id)
  await dropLoosePapers(work)
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
