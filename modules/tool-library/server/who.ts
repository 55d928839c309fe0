/** Who somebody is to a tool in a community: the facts its audience rules read, and what they may do with its records. */
import { compileRule, ownPersonOf, type Rule } from '@liren/kernel'
import { people } from '@liren/people/contract'
import type { ActorName, ToolDocument } from '../document/document.ts'
import { personFacts } from '../document/facts.ts'
import type { LibraryWork } from './edition.ts'

/** The person behind the request; in assisted use the one who is helped. */
export const personOf = (work: Pick<LibraryWork, 'actor'>) => ownPersonOf(work.actor)

const plainFacts = (work: LibraryWork, area: string) => ({
  isMember: work.may('tool.ask', { area }),
  isStaff: work.may('tool.handle', { area }),
  roles: [...new Set(work.actor.grants.map(({ role }) => role))],
  // Where they live is not known yet of somebody the register knows.
  ...(personOf(work) === null ? { areaCode: area } : {}),
})

type AudienceRule = { readonly board: string; readonly rule: Rule }
const rulesOf = new WeakMap<ToolDocument, readonly AudienceRule[]>()
const audienceRules = (document: ToolDocument): readonly AudienceRule[] => {
  const known = rulesOf.get(document)
  if (known) return known
  const fresh = document.audience.map(({ board, rule }) => ({ board, rule: compileRule(rule, personFacts) }))
  rulesOf.set(document, fresh)
  return fresh
}
const holds = (document: ToolDocument, facts: Readonly<Record<string, unknown>>, on?: string) =>
  audienceRules(document).some(
    ({ board, rule }) => (on === undefined || board === on) && rule.judge(facts).verdict === true,
  )

/**
 * Is the tool meant for whoever asks, on any board or on one? What is known without looking anybody up often settles it; if not, the
 * register is asked.
 */
export const isFor = async (work: LibraryWork, document: ToolDocument, area: string, on?: string): Promise<boolean> => {
  const plain = plainFacts(work, area)
  if (holds(document, plain, on)) return true
  const personId = personOf(work)
  const known = personId === null ? null : await work.use(people).facts(personId)
  return holds(document, { ...plain, areaCode: area, ...(known ?? {}) }, on)
}

/** What the acting person is to a record. Mirrors the grounds of the spine's process. */
export const standingTo = (
  work: LibraryWork,
  record: { readonly areaCode: string; readonly accountId: string | null; readonly personId: string | null },
  holder: { readonly unitId: string | null; readonly accountId: string | null },
): ReadonlySet<ActorName> => {
  const { actor } = work
  const person = personOf(work)
  const units = actor.grants.flatMap(({ unitId }) => (unitId === null ? [] : [unitId]))
  const out = new Set<ActorName>()
  if ((actor.id !== null && record.accountId === actor.id) || (person !== null && record.personId === person))
    out.add('reporter')
  if ((actor.id !== null && holder.accountId === actor.id) || (holder.unitId !== null && units.includes(holder.unitId)))
    out.add('holder')
  const where = { area: record.areaCode, unit: holder.unitId }
  if (work.may('tool.handle', where)) out.add('worker')
  if (work.may('tool.decide', where)) out.add('admin')
  return out
}

/** Did the document say that one of these may do this? */
export const declares = (
  document: ToolDocument,
  standing: ReadonlySet<ActorName>,
  may: ToolDocument['permissions'][number]['may'],
) => document.permissions.some((one) => one.may === may && standing.has(one.who))
