/** Takes a tool in, at run time and without a restart: checked, signed for, newer than what is there; then told to whoever shows tools. */
import { answer } from '@liren/kernel'
import { refuseField } from '@liren/kernel/validation'
import { toolLibrary, type VersionState } from '../contract.ts'
import { compare, compareVersions } from '../document/compare.ts'
import type { Fault, ToolDocument } from '../document/document.ts'
import type { Signature } from '../document/parcel.ts'
import { canonical } from '../document/parcel.ts'
import { processName } from '../document/process.ts'
import { play } from './check/play.ts'
import { openFile, signatureFault, type TrustedKey } from './check/sign.ts'
import { forgetEdition, type LibraryWork } from './edition.ts'
import { followUpgrade } from './follow.ts'
import { layForms } from './lay-forms.ts'
import { shownVersion } from './shown.ts'
import { versionBefore } from './standing.ts'
import { toolStore } from './store-tools.ts'

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
  if (!known || !isTried) await store.keepTool(document, row.state, row.homeArea ?? known?.homeArea ?? null, work.now)
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

/** The same for a file from outside: bytes, checked from the first one on. `extra` are keys the operator vouches for. */
export const installBytes = async (
  work: LibraryWork,
  bytes: Uint8Array,
  options: {
    readonly extra?: readonly TrustedKey[]
    readonly homeArea?: string | null
    readonly mayBeUnsigned?: boolean
  } = {},
): Promise<{ readonly document: ToolDocument; readonly digest: string }> => {
  const opened = openFile(bytes)
  const { document, digest } = opened
  if (!document || !digest)
    throw work.refuse('document-unsound', { faults: said(opened.faults) }, opened.faults[0]?.path ?? 'document')
  const store = toolStore(work.db)
  for (const key of options.extra ?? []) await store.trust(key, work.now, work.actor.id)
  const fault = signatureFault(opened, [...(await store.keys(document.provider.publisher)), ...(options.extra ?? [])])
  if (fault && !(options.mayBeUnsigned && fault.code === 'unsigned'))
    throw work.refuse('not-signed', { reason: fault.reason, code: fault.code }, 'signature')
  await mustKeepItsWord(work, document)
  await layDown(work, document, {
    state: 'published',
    digest,
    signature: opened.signature,
    homeArea: options.homeArea ?? null,
  })
  work.emit('published', { toolId: document.id, version: document.version })
  await followUpgrade(work, document)
  return { document, digest }
}

export const install = answer(toolLibrary, 'install', async (work, { body }) => {
  const text = typeof body.parcel === 'object' && body.parcel !== null ? canonical(body.parcel) : null
  if (text === null) throw refuseField('parcel', 'type')
  const { document } = await installBytes(work, new TextEncoder().encode(text))
  const row = await toolStore(work.db).version(document.id, document.version)
  if (!row) throw new Error('what was just installed is not there')
  return shownVersion(row)
})
