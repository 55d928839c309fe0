/** Takes a tool in, at run time and without a restart: checked, signed for, newer than what is there; then told to whoever shows tools. */
import { answer } from '@liren/kernel'
import { refuseField } from '@liren/kernel/validation'
import { toolLibrary, type VersionState } from '../contract.ts'
import { compare, compareVersions, stepBetween } from '../document/compare.ts'
import type { Fault, ToolDocument } from '../document/document.ts'
import type { Signature } from '../document/parcel.ts'
import { canonical } from '../document/parcel.ts'
import { processName } from '../document/process.ts'
import { alikeFrom, alikeTo } from './alike.ts'
import { play } from './check/play.ts'
import { openFile, signatureFault, type TrustedKey } from './check/sign.ts'
import { forgetEdition, type LibraryWork } from './edition.ts'
import { followUpgrade } from './follow.ts'
import { layForms } from './lay-forms.ts'
import { isLevel } from './levels.ts'
import { shownVersion } from './shown.ts'
import { burdenBeside, versionBefore } from './standing.ts'
import { makingStore } from './store-making.ts'
import { toolStore } from './store-tools.ts'
import { beginTrial } from './trials.ts'

const said = (faults: readonly Fault[]) => faults.filter(({ level }) => level === 'refuse').slice(0, 20)

/** Writes a checked version down and says that it is there. */
export const layDown = async (
  work: LibraryWork,
  document: ToolDocument,
  row: {
    readonly state: VersionState
    readonly digest: string
    readonly signature: Signature | null
    readonly homeArea: string | null
    readonly homeUnitId?: string | null
    readonly trialUntil?: string
    readonly trialArea?: string
    readonly exitCriteria?: string
    readonly needId?: string | null
    readonly review?: import('../contract.ts').Review
  },
) => {
  const store = toolStore(work.db)
  const known = await store.lockTool(document.id)
  const there = await store.version(document.id, document.version)
  if (there)
    throw work.refuse(there.digest === row.digest ? 'version-there' : 'digest-differs', { version: document.version })
  if (known && known.publisher !== document.provider.publisher)
    throw work.refuse('own-work', { publisher: known.publisher })
  if (known && compareVersions(document.version, known.latest) < 0)
    throw work.refuse('version-older', { latest: known.latest })
  const isTried = row.state === 'trial' || row.state === 'submitted'
  if (!known || !isTried)
    await store.keepTool(
      document,
      row.state,
      { area: row.homeArea ?? known?.homeArea ?? null, unitId: row.homeUnitId ?? known?.homeUnitId ?? null },
      work.now,
    )
  await store.keepVersion(
    document,
    { ...row, at: work.now, by: work.actor.id },
    document.processes.map((process) => ({ name: processName(document, process), processId: process.id })),
  )
  forgetEdition(work, document.id, document.version)
  await layForms(work, document)
  work.audit({
    object: `tool:${document.id}`,
    facts: { version: document.version, digest: row.digest, state: row.state },
  })
  tellInstalled(work, document, row.state === 'published')
}

/** What a launcher shows of a tool: enough to draw its tile and to judge its audience. */
export const tellInstalled = (work: LibraryWork, document: ToolDocument, isPublished: boolean) =>
  work.emit('installed', {
    toolId: document.id,
    version: document.version,
    kind: document.kind,
    name: document.name,
    summary: document.summary,
    icon: document.icon,
    keywords: [...(document.keywords ?? [])],
    category: document.category,
    url: document.link?.url ?? null,
    opens: document.link?.opens ?? 'away',
    unit: document.provider.unit,
    isPublished,
    link: document.link
      ? {
          url: document.link.url,
          claims: [...document.link.claims],
          redirectUrls: [...(document.link.redirectUrls ?? [])],
        }
      : null,
    audience: document.audience.map(({ board, title, rule }) => ({ board, title, rule })),
  })

/**
 * What comes from outside is held to what is held here: its examples work, and its number says what changes. Followers take a patch over by
 * itself, so a change that breaks something must not be numbered as one.
 */
const mustKeepItsWord = async (work: LibraryWork, document: ToolDocument) => {
  const failing = play(document).filter(({ isFine }) => !isFine)
  if (failing.length > 0)
    throw work.refuse('journey-fails', { journeys: failing.map(({ title }) => title) }, 'examples')
  const before = await versionBefore(work, document)
  // The same number again, or an older one, is refused as that.
  if (!before || compareVersions(document.version, before.version) <= 0) return
  const { isEnough, proposed, declared } = compare(before, document)
  if (!isEnough) throw work.refuse('version-step', { proposed, declared }, 'version')
}

type FromOutside = {
  readonly extra?: readonly TrustedKey[]
  readonly homeArea?: string | null
  readonly homeUnitId?: string | null
  /** What in the register it answers. */
  readonly needId?: string | null
  readonly mayBeUnsigned?: boolean
}

/** A file from outside, checked from the first byte on: sound, signed for by somebody known, its word kept. */
const opened = async (work: LibraryWork, bytes: Uint8Array, options: FromOutside) => {
  const file = openFile(bytes)
  const { document, digest } = file
  if (!document || !digest)
    throw work.refuse('document-unsound', { faults: said(file.faults) }, file.faults[0]?.path ?? 'document')
  const store = toolStore(work.db)
  for (const key of options.extra ?? []) await store.trust(key, work.now, work.actor.id)
  const fault = signatureFault(file, [...(await store.keys(document.provider.publisher)), ...(options.extra ?? [])])
  if (fault && !(options.mayBeUnsigned && fault.code === 'unsigned'))
    throw work.refuse('not-signed', { reason: fault.reason, code: fault.code }, 'signature')
  await mustKeepItsWord(work, document)
  return { document, digest, signature: file.signature }
}

/** The operator takes a file in from the machine itself. `extra` are keys the operator vouches for. */
export const installBytes = async (
  work: LibraryWork,
  bytes: Uint8Array,
  options: FromOutside = {},
): Promise<{ readonly document: ToolDocument; readonly digest: string }> => {
  const { document, digest, signature } = await opened(work, bytes, options)
  await publishAtOnce(work, document, {
    ...{ digest, signature, homeArea: options.homeArea ?? null },
    homeUnitId: options.homeUnitId ?? null,
    needId: options.needId ?? null,
  })
  return { document, digest }
}

const publishAtOnce = async (
  work: LibraryWork,
  document: ToolDocument,
  row: {
    readonly digest: string
    readonly signature: Signature | null
    readonly homeArea: string | null
    readonly homeUnitId?: string | null
    readonly needId?: string | null
  },
) => {
  await layDown(work, document, { state: 'published', ...row })
  work.emit('published', { toolId: document.id, version: document.version })
  await followUpgrade(work, document)
}

const bytesOf = (parcel: unknown): Uint8Array => {
  if (typeof parcel !== 'object' || parcel === null) throw refuseField('parcel', 'type')
  return new TextEncoder().encode(canonical(parcel))
}

/** A small step of what was published here before comes at once; whatever is new here is wanted, tried and decided like one's own. */
const isTriedFirst = async (work: LibraryWork, document: ToolDocument) => {
  const known = await toolStore(work.db).tool(document.id)
  return known?.state !== 'published' || stepBetween(known.latest, document.version) === 'major'
}

export const install = answer(toolLibrary, 'install', async (work, { body }) => {
  const { document, digest, signature } = await opened(work, bytesOf(body.parcel), {})
  const store = toolStore(work.db)
  if (await isTriedFirst(work, document)) {
    const journeys = play(document)
    if (document.kind === 'declared' && journeys.length === 0)
      throw work.refuse('journey-fails', { journeys: [] }, 'examples')
    const { needId, trialUntil, trialArea, exitCriteria } = body
    if (!needId || !(await makingStore(work.db).need(needId, null))) throw work.refuse('need-missing', {}, 'needId')
    if (!trialUntil) throw refuseField('trialUntil', 'required')
    if (!trialArea || isLevel(trialArea) || trialArea.length !== 12)
      throw refuseField('trialArea', trialArea ? 'pattern' : 'required')
    if (!exitCriteria) throw refuseField('exitCriteria', 'required')
    const alike = await alikeTo(work, document)
    const justification = body.justification?.trim() || null
    if (!justification && alike.some((one) => one.likeness >= alikeFrom))
      throw work.refuse(
        'justification-missing',
        { alike: alike.map(({ id, likeness }) => ({ id, likeness })) },
        'justification',
      )
    const isAgreed = work.may('tool.use', { area: trialArea })
    await layDown(work, document, {
      ...{ state: isAgreed ? 'trial' : 'submitted', digest, signature, homeArea: null },
      ...{ trialUntil, trialArea, exitCriteria, needId },
      review: {
        faults: [],
        journeys: journeys.map(({ title, isFine }) => ({ title, isFine })),
        alike: alike.map((one) => ({ ...one, because: [...one.because] })),
        justification,
        burden: burdenBeside(await versionBefore(work, document), document),
        ...{ decidedAt: null, reason: null },
      },
    })
    if (isAgreed) await beginTrial(work, document.id, document.version, trialArea, trialUntil)
    work.emit('submitted', { toolId: document.id, version: document.version, askedOf: isAgreed ? null : trialArea })
  } else await publishAtOnce(work, document, { digest, signature, homeArea: null })
  const row = await store.version(document.id, document.version)
  if (!row) throw new Error('what was just installed is not there')
  return shownVersion(row)
})

/** What the keeper reads before taking a file in. Nothing is written. */
export const checkParcel = answer(toolLibrary, 'checkParcel', async (work, { body }) => {
  const file = openFile(bytesOf(body.parcel))
  const { document } = file
  const faults = file.faults.slice(0, 100).map((one) => ({ ...one }))
  const keyId = file.signature?.keyId ?? null
  if (!document)
    return {
      ...{ isSound: false, faults, tool: null, keyId, isTrusted: false, before: null },
      ...{ failing: [], alike: [], isTriedFirst: true },
    }
  const fault = signatureFault(file, await toolStore(work.db).keys(document.provider.publisher))
  const before = await versionBefore(work, document)
  const { proposed, isEnough } = before ? compare(before, document) : { proposed: 'patch', isEnough: true }
  return {
    ...{ isSound: true, faults, keyId, isTrusted: fault === null },
    tool: {
      ...{ id: document.id, version: document.version, kind: document.kind, name: document.name },
      ...{ summary: document.summary, unit: document.provider.unit, publisher: document.provider.publisher },
      ...{ reads: [...document.data.reads], writes: [...document.data.writes] },
      holdsPersonal: document.forms.some(({ fields }) => fields.some(({ isPersonal }) => isPersonal)),
    },
    before: before && { version: before.version, step: proposed, isEnough },
    failing: play(document).flatMap(({ title, isFine }) => (isFine ? [] : [title])),
    alike: [...(await alikeTo(work, document))],
    isTriedFirst: await isTriedFirst(work, document),
  }
})
