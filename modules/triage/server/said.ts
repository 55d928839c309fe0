/** Reasons in the language of whoever reads. What was kept before reasons had keys is shown as it was written. */
import type { Work } from '@liren/kernel'
import type { triage } from '../contract.ts'
import type { Proposal, Why } from '../shapes.ts'
import type { Reason } from '../sorting/reason.ts'
import { historySaid } from './earlier.ts'
import type { SortingRow } from './store.ts'

type TriageWork = Work<typeof triage>

/** A language, and what categories are called in it where the report is; unknown ones keep the name they were kept with. */
export type Speech = {
  readonly say: (key: string, facts?: Readonly<Record<string, unknown>>) => string
  readonly nameOf: (code: string) => string | undefined
}
const unnamed = () => undefined

export const speechOf = (work: TriageWork, nameOf: Speech['nameOf'] = unnamed): Speech => ({
  say: (key, facts) => work.words(`triage.because.${key}`, facts),
  nameOf,
})

type AnyWhy = { readonly key: string; readonly facts: Readonly<Record<string, string | number>> }

const saidOne = ({ say, nameOf }: Speech, { key, facts }: AnyWhy) => {
  const name = typeof facts.code === 'string' ? nameOf(facts.code) : undefined
  return say(key, name === undefined ? facts : { ...facts, name })
}

export const saidBy = (speech: Speech, reasons: readonly AnyWhy[]) =>
  reasons.map((one) => saidOne(speech, one)).join(speech.say('between'))

export const saidFrom = (work: TriageWork, reasons: readonly AnyWhy[]) => saidBy(speechOf(work), reasons)

const anew = <T extends { readonly why: string; readonly reasons?: readonly Why[] | undefined }>(
  work: TriageWork,
  one: T,
): T => (one.reasons ? { ...one, why: saidFrom(work, one.reasons) } : one)

/** What is missing goes by its fact. */
export const askedFor = (work: TriageWork, missing: readonly { readonly fact: string }[]) =>
  missing.map(({ fact }) => ({ fact, question: work.words(`triage.missing.${fact}`) }))

/** Reasons as they are kept: with their words, for whoever reads them without asking again. */
export const keptReasons = (speech: Speech, reasons: readonly Reason[]) =>
  reasons.map(({ word, said: { key, facts } }) => ({
    word,
    rule: saidOne(speech, { key, facts }),
    said: { key, facts: { ...facts } },
  }))

export type Sentence = {
  readonly category: { readonly name: string; readonly probability: number } | null
  readonly reasons: readonly AnyWhy[]
  readonly cellName: string | null
  readonly unit: { readonly unitName: string; readonly clause: string } | null
  readonly route: readonly AnyWhy[]
  /** What the photos say of place and time: for staff only. */
  readonly photos: readonly AnyWhy[]
}

const inBrackets = (speech: Speech, reasons: readonly AnyWhy[]) =>
  reasons.length > 0 ? speech.say('brackets', { reasons: saidBy(speech, reasons) }) : ''

/** All of it in one breath: category, place, unit, each with what counted. */
export const sentenceOf = (speech: Speech, { category, reasons, cellName, unit, route, photos }: Sentence): string => {
  const { say } = speech
  const sure = category ? `${Math.round(category.probability * 100)}%` : ''
  return [
    category ? `${say('category', { name: category.name, sure })}${inBrackets(speech, reasons)}` : say('noCategory'),
    cellName === null ? say('noCell') : say('cell', { cell: cellName }),
    ...(photos.length > 0 ? [saidBy(speech, photos)] : []),
    unit
      ? `${say('unit', { unit: unit.unitName })}${unit.clause ? say('clause', { clause: unit.clause }) : ''}${inBrackets(speech, route)}`
      : say('noUnit'),
  ].join(say('stop'))
}

/** Told to whoever follows the case: what the reporter said on other days is not theirs to read. */
export const openReasons = (reasons: readonly AnyWhy[]) =>
  reasons.filter(({ key }) => key !== 'reportedHere').slice(0, 3)

/** Codes of categories the reasons of a sorting name. */
export const codesIn = (proposal: Proposal): readonly string[] =>
  [
    ...Object.values(proposal.because)
      .flat()
      .map(({ said }) => said),
    ...(proposal.gradeReasons ?? []),
  ].flatMap((said) => (typeof said?.facts.code === 'string' ? [said.facts.code] : []))

const whyAnew = (speech: Speech, row: SortingRow, cellName: string | null) => {
  const { proposal, categoryCode, probability } = row
  // Kept before its parts were: as it was written.
  if (!proposal.route) return proposal.why
  const reasons = (proposal.because[categoryCode ?? ''] ?? []).flatMap(({ said }) => (said ? [said] : []))
  return sentenceOf(speech, {
    category: categoryCode ? { name: speech.nameOf(categoryCode) ?? categoryCode, probability } : null,
    reasons: openReasons(reasons),
    cellName,
    unit: proposal.units[0] ?? null,
    route: proposal.route,
    photos: proposal.photos ?? [],
  })
}

/** A proposal for a reader: every reason, what resembles it, where it may be, what is missing. */
export const saidTo = (
  work: TriageWork,
  row: SortingRow,
  { nameOf, cellName }: { readonly nameOf: Speech['nameOf']; readonly cellName: string | null },
): Proposal => {
  const { proposal } = row
  const speech = speechOf(work, nameOf)
  return {
    ...proposal,
    because: Object.fromEntries(
      Object.entries(proposal.because).map(([code, reasons]) => [
        code,
        reasons.map((one) => (one.said ? { ...one, rule: saidOne(speech, one.said) } : one)),
      ]),
    ),
    gradeBecause: proposal.gradeReasons ? saidBy(speech, proposal.gradeReasons) : proposal.gradeBecause,
    ...(proposal.route ? { routeSays: saidBy(speech, proposal.route) } : {}),
    ...(proposal.photos ? { photosSay: saidBy(speech, proposal.photos) } : {}),
    missing: askedFor(work, proposal.missing),
    alike: proposal.alike.map((one) => anew(work, one)),
    ...(proposal.places ? { places: proposal.places.map((one) => anew(work, one)) } : {}),
    ...(proposal.reporter ? { reporter: historySaid(work, proposal.reporter) } : {}),
    why: whyAnew(speech, row, cellName),
  }
}
