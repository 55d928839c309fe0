/** Handing a form in: everything in order, files taken hold of, what was typed counted, and remembered so that it is typed once. */
import { isDeepStrictEqual } from 'node:util'
import { catalogue } from '@liren/catalogue/contract'
import { files } from '@liren/files/contract'
import { answer, secretsOf, uuidv7 } from '@liren/kernel'
import { type Accepted, type Filled, filesOf, nothingFilled, typedFacts } from '../accept.ts'
import { forms } from '../contract.ts'
import type { Handed } from '../port.ts'
import type { Since } from '../shapes.ts'
import { type Deed, dayOf } from './deed.ts'
import { withFilled } from './fill.ts'
import { type SubmissionLine, submissions } from './store-submissions.ts'
import type { WholeVersion } from './store-versions.ts'
import { acceptFilled, openContent, ownLine, sealContent, showSubmission, versionOf } from './submission.ts'

const numberOf = (id: string, now: Date) => `F${dayOf(now).replaceAll('-', '')}-${id.slice(-8).toUpperCase()}`

/** The same fact typed twice by the same hands is noticed by its fingerprint; the text itself is not kept for it. */
const noteTyped = async (work: Deed, line: SubmissionLine, title: string, accepted: Accepted): Promise<number> => {
  if (work.actor.id === null) return 0
  const about = line.enterpriseId ?? line.personId ?? ''
  const rows = typedFacts(accepted).map(({ key, value }) => ({
    id: uuidv7(),
    key,
    fingerprint: secretsOf(work).fingerprint(`forms typed ${about} ${key} ${String(value)}`),
  }))
  await work.use(catalogue).noteTyped({
    about: { kind: line.enterpriseId ? 'enterprise' : 'person', id: about },
    facts: typedFacts(accepted).map(({ key, value }) => ({ key, value })),
    ...{ kind: 'form', object: line.code, title, areaCode: line.areaCode },
  })
  const by = { submissionId: line.id, code: line.code, accountId: work.actor.id, at: work.now }
  return submissions(work.db).noteTyped(rows, by)
}

/** What no register keeps is told to the catalogue, so that the next form has it: an enterprise's profile, a person's own words. */
const remember = async (work: Deed, line: SubmissionLine, version: WholeVersion, accepted: Accepted) => {
  const typed = typedFacts(accepted).filter(({ isBound }) => isBound)
  if (typed.length === 0) return
  const entries = new Map(
    (await work.use(catalogue).entries(typed.map(({ key }) => key))).map((entry) => [entry.key, entry]),
  )
  const source = work.words('forms.screen.toldInForm', { title: version.title })
  const told = (isOfEnterprise: boolean) =>
    typed
      .filter(({ key }) => key.startsWith('enterprise.') === isOfEnterprise)
      .filter(({ key }) => entries.get(key)?.held === 'shared' && entries.get(key)?.type === 'text')
      .map(({ key, value }) => ({ key, value, source, on: dayOf(work.now) }))
  if (line.enterpriseId && told(true).length > 0)
    await work.use(catalogue).record({ kind: 'enterprise', id: line.enterpriseId }, told(true))
  if (line.personId && told(false).length > 0)
    await work.use(catalogue).record({ kind: 'person', id: line.personId }, told(false))
}

export const handedOf = (
  line: SubmissionLine,
  version: WholeVersion,
  accepted: Accepted,
  filled: Filled,
  number: string,
  at: Date,
): Handed => ({
  id: line.id,
  number,
  code: line.code,
  version: version.version,
  definition: version.definition,
  personId: line.personId,
  enterpriseId: line.enterpriseId,
  area: line.areaCode,
  values: accepted.values,
  origins: accepted.origins,
  tally: accepted.tally,
  materials: accepted.materials,
  materialsSupplied: accepted.materialsSupplied,
  fileIds: filesOf(version.definition, accepted, filled),
  submittedAt: at.toISOString(),
})

/** What another screen wrote is seen by the person before something else is handed in over it. */
const refuseOverwriting = (work: Deed, line: SubmissionLine, kept: Filled, given: Filled, since: Since) => {
  if (since.revision === line.revision || (since.copy && since.copy.id === line.copyId)) return
  if (!isDeepStrictEqual(given, kept))
    throw work.refuse('somebody-was-faster', { revision: line.revision }, 'since.revision')
}

/** Handing in twice is handing in once. */
export const handIn = async (work: Deed, id: string, given?: Filled, since?: Since): Promise<Handed> => {
  const line = await ownLine(work, id, true)
  const version = await versionOf(work, line)
  const before = openContent(work, line)
  if (line.submittedAt !== null) {
    if (line.isKeptByHolder) throw work.refuse('handed-in-already')
    const accepted = acceptFilled(line, version, before, work.now)
    return handedOf(line, version, accepted, before.filled, line.number ?? '', line.submittedAt)
  }
  if (given && since) refuseOverwriting(work, line, before.filled, given, since)
  const content = given ? withFilled(version.definition, before, given) : before
  const accepted = acceptFilled(line, version, content, work.now)
  const [first] = accepted.faults
  if (first) throw work.refuse('incomplete', { faults: accepted.faults, why: first.code }, first.field)

  const fileIds = filesOf(version.definition, accepted, content.filled)
  // Where the holder keeps the answers, it takes hold of what they speak of itself.
  if (fileIds.length > 0 && !line.isKeptByHolder)
    await work.use(files).claim(fileIds, { module: 'forms', object: `submission:${line.id}` })
  const number = numberOf(line.id, work.now)
  // Only what counts is kept: what a condition hid again is gone; nothing at all where the holder keeps it.
  const kept = line.isKeptByHolder
    ? { filled: nothingFilled, offers: {}, held: [] }
    : { ...content, filled: { ...content.filled, answers: accepted.values } }
  await submissions(work.db).handIn(line.id, {
    content: sealContent(work, line.id, kept),
    number,
    origins: accepted.origins,
    ways: accepted.materials,
    tally: accepted.tally,
    materialsSupplied: accepted.materialsSupplied,
    at: work.now,
  })
  const repeated = await noteTyped(work, line, version.title, accepted)
  await remember(work, line, version, accepted)
  work.audit({
    object: `submission:${line.id}`,
    area: line.areaCode,
    facts: { code: line.code, typed: accepted.tally.typed, shown: accepted.tally.shown, repeated },
  })
  work.emit('submitted', {
    submissionId: line.id,
    code: line.code,
    version: version.version,
    area: line.areaCode,
    holder: line.holder,
    typed: accepted.tally.typed,
  })
  return handedOf(line, version, accepted, content.filled, number, work.now)
}

export const submit = answer(forms, 'submit', async (work, { params, body }) => {
  // Where a holder keeps the answers, only the holder can take them.
  if ((await ownLine(work, params.id)).isKeptByHolder) throw work.refuse('not-found')
  const { since, ...filled } = body
  await handIn(work, params.id, filled, since)
  const line = await ownLine(work, params.id)
  return showSubmission(work, line, await versionOf(work, line), openContent(work, line))
})
