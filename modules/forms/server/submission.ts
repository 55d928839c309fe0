/** One form being filled in: what is sealed of it, how it is shown, and who may touch it. */
import { files } from '@liren/files/contract'
import { secretsOf } from '@liren/kernel'
import { accept, type Filled, filesOf, nothingFilled } from '../accept.ts'
import type { FormContext } from '../evaluate.ts'
import type { Offers } from '../origin.ts'
import type { SubmissionView } from '../shapes.ts'
import { type Deed, dayOf, subjectOf } from './deed.ts'
import { papersOf } from './kept-papers.ts'
import { type SubmissionLine, submissions } from './store-submissions.ts'
import { versions, type WholeVersion } from './store-versions.ts'

/** What is sealed. `held`: dictionary keys under which something was found. */
export type Content = { readonly filled: Filled; readonly offers: Offers; readonly held: readonly string[] }

const placeOf = (id: string) => `forms:submission:${id}`
export const sealContent = (work: object, id: string, content: Content) =>
  secretsOf(work).seal(JSON.stringify(content), placeOf(id))
export const openContent = (work: object, line: Pick<SubmissionLine, 'id' | 'content'>): Content => {
  const content = JSON.parse(secretsOf(work).open(line.content, placeOf(line.id))) as Content // sealed by us
  return { ...content, filled: { ...nothingFilled, ...content.filled } }
}

export const contextOf = (line: Pick<SubmissionLine, 'channel' | 'submittedAt'>, now: Date): FormContext => ({
  today: dayOf(line.submittedAt ?? now),
  channel: line.channel,
})

export const showSubmission = (
  work: Pick<Deed, 'now'>,
  line: SubmissionLine,
  version: WholeVersion,
  { filled, offers, held }: Content,
): SubmissionView => ({
  id: line.id,
  code: line.code,
  version: version.version,
  title: version.title,
  state: line.state,
  number: line.number,
  channel: line.channel,
  isAssisted: line.isAssisted,
  revision: line.revision,
  copy: line.copyId === null ? null : { id: line.copyId, turn: line.copyTurn ?? 0 },
  definition: version.definition,
  ...filled,
  confirmed: [...filled.confirmed],
  refused: [...filled.refused],
  offers,
  held: [...held],
  today: contextOf(line, work.now).today,
  startedAt: line.startedAt.toISOString(),
  savedAt: line.savedAt.toISOString(),
  submittedAt: line.submittedAt?.toISOString() ?? null,
  expiresAt: line.expiresAt?.toISOString() ?? null,
  tally:
    line.submittedAt === null
      ? null
      : {
          shown: line.shown ?? 0,
          typed: line.typed ?? 0,
          edited: line.edited ?? 0,
          prefilled: line.prefilled ?? 0,
          confirmed: line.confirmed ?? 0,
          derived: line.derived ?? 0,
          byDefault: line.byDefault ?? 0,
          empty: line.empty ?? 0,
          refused: line.refused ?? 0,
        },
  origins: line.origins,
  ways: line.ways,
})

/** As it was handed in, with its photos and signatures. Whether the reader may see them is the caller's to say. */
export const showHanded = async (work: Deed, line: SubmissionLine): Promise<SubmissionView> => {
  const version = await versionOf(work, line)
  const content = openContent(work, line)
  const shown = showSubmission(work, line, version, content)
  if (line.submittedAt === null) return shown
  const ids = filesOf(version.definition, acceptFilled(line, version, content, work.now), content.filled)
  const sheets = await papersOf(work, line)
  return {
    ...shown,
    ...(ids.length === 0 ? {} : { files: [...(await work.use(files).view(ids))] }),
    ...(sheets.length === 0 ? {} : { papers: sheets }),
  }
}

export const versionOf = async (work: Pick<Deed, 'db'>, line: Pick<SubmissionLine, 'versionId'>) => {
  const version = await versions(work.db).byId(line.versionId)
  if (!version) throw new Error('a submission without its version')
  return version
}

/**
 * The acting account's own, about whom it acts for right now: after one neighbour was helped, the next one sits
 * before the same screen, and nothing of the first may be in reach.
 */
export const ownLine = async (work: Deed, id: string, isLocked = false): Promise<SubmissionLine> => {
  const all = submissions(work.db)
  const line = isLocked ? await all.lock(id) : await all.byId(id)
  if (line && work.actor.kind === 'system') return line
  if (!line || work.actor.id === null) throw work.refuse('not-found')
  const isAbout = line.personId === subjectOf(work)
  // A person themselves goes on with what somebody else began for them, and reads what was handed in.
  const isTheirs = line.personId !== null && work.actor.onBehalfOf === null
  const isOwn = line.accountId === work.actor.id || isTheirs
  if (!isAbout || !isOwn) throw work.refuse('not-found')
  return line
}

export const acceptFilled = (line: SubmissionLine, version: WholeVersion, content: Content, now: Date) =>
  accept(version.definition, content.filled, content.offers, new Set(content.held), contextOf(line, now))
