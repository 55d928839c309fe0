/** Reasons in the language of whoever reads them. What was kept before reasons had keys is shown as it was written. */
import type { Work } from '@liren/kernel'
import type { triage } from '../contract.ts'
import type { Proposal, Why } from '../shapes.ts'

type TriageWork = Work<typeof triage>

export const saidFrom = (work: TriageWork, reasons: readonly Why[]) =>
  reasons.map(({ key, facts }) => work.words(`triage.because.${key}`, facts)).join(work.words('triage.because.between'))

const anew = <T extends { readonly why: string; readonly reasons?: readonly Why[] | undefined }>(
  work: TriageWork,
  one: T,
): T => (one.reasons ? { ...one, why: saidFrom(work, one.reasons) } : one)

/** What is missing goes by its fact. */
export const askedFor = (work: TriageWork, missing: readonly { readonly fact: string }[]) =>
  missing.map(({ fact }) => ({ fact, question: work.words(`triage.missing.${fact}`) }))

/** A proposal for a reader: what resembles it, where it may be, what is missing. */
export const saidTo = (work: TriageWork, proposal: Proposal): Proposal => ({
  ...proposal,
  missing: askedFor(work, proposal.missing),
  alike: proposal.alike.map((one) => anew(work, one)),
  ...(proposal.places ? { places: proposal.places.map((one) => anew(work, one)) } : {}),
})
