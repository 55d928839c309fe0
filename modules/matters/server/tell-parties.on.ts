/** Tells reporters and followers what became of their matter: a receipt, each stage worth knowing, words, and the end. */
import { listen } from '@liren/kernel'
import type { NoticeFact } from '@liren/notices/contract'
import { matters } from '../contract.ts'
import type { Process } from '../process.ts'
import { addedWords, type MattersWork, processIn, processNamed } from './house.ts'
import { type About, tell } from './telling.ts'

const hasParties = ({ partyAccountIds }: { readonly partyAccountIds: readonly string[] }) => partyAccountIds.length > 0

/** The state in the words of the module whose process it is; the phase where residents are not to read it, or it has none. */
const stateWord = async (
  work: MattersWork,
  process: Process | undefined,
  { module, state, phase, process: name, areaCode }: About,
): Promise<NoticeFact> => {
  const own = (await addedWords(work, name, areaCode)).states[state]
  if (own) return own
  const key = `${module}.process.${name}.state.${state}`
  const isHidden = process?.states[state]?.public === false || work.words(key) === key
  return { word: isHidden ? `matters.phase.${phase}` : key }
}

const outcomeWord = async (work: MattersWork, about: About, outcome: string | null): Promise<NoticeFact> => {
  const key = `${about.module}.outcome.${outcome}`
  const hasNone = outcome === null || work.words(key) === key
  return hasNone ? stateWord(work, await processNamed(work, about.process), about) : { word: key }
}

/** Is the state a matter has come into worth a notice? */
const isNews = (process: Process, from: string | null, { state, phase }: About) => {
  if (from === state) return false
  if (Object.values(process.states).some((one) => one.isNews)) return process.states[state]?.isNews ?? false
  return from === null || process.states[from]?.phase !== phase
}

const received = listen(
  matters,
  matters,
  'opened',
  'tell-received',
  (work, fact, told) => tell(work, fact, told, { topic: 'progress', template: 'received', to: fact.partyAccountIds }),
  hasParties,
)

const moved = listen(
  matters,
  matters,
  'moved',
  'tell-moved',
  async (work, fact, told) => {
    const process = await processIn(work, fact.process, fact.areaCode)
    if (!isNews(process, fact.fromState, fact)) return
    // Being sent back and taken up again have words of their own.
    if (fact.move === process.acts?.return || fact.move === process.acts?.reopen) return
    const facts = { state: await stateWord(work, process, fact) }
    await tell(work, fact, told, { topic: 'progress', template: 'nowAt', to: fact.partyAccountIds, facts })
  },
  (fact) => hasParties(fact) && !fact.isInternal && fact.phase !== 'done',
)

const said = listen(
  matters,
  matters,
  'said',
  'tell-said',
  (work, fact, told) => tell(work, fact, told, { topic: 'progress', template: 'said', to: fact.partyAccountIds }),
  (fact) => hasParties(fact) && fact.isPublic && fact.side !== 'resident',
)

const closed = listen(
  matters,
  matters,
  'closed',
  'tell-closed',
  async (work, fact, told) => {
    const template = fact.state === 'declined' ? ('declined' as const) : ('closed' as const)
    const facts = { outcome: await outcomeWord(work, fact, fact.outcome) }
    return tell(work, fact, told, { topic: 'decision', template, to: fact.partyAccountIds, facts })
  },
  hasParties,
)

const reopened = listen(
  matters,
  matters,
  'reopened',
  'tell-reopened',
  (work, fact, told) =>
    tell(work, fact, told, { topic: 'progress', template: 'takenUpAgain', to: fact.partyAccountIds }),
  hasParties,
)

const joined = listen(
  matters,
  matters,
  'merged',
  'tell-merged',
  (work, fact, told) =>
    tell(work, fact, told, {
      topic: 'decision',
      template: 'joined',
      to: fact.partyAccountIds,
      facts: { into: fact.intoNumber },
      matterId: fact.intoId,
    }),
  hasParties,
)

const tookIn = listen(
  matters,
  matters,
  'tookIn',
  'tell-took-in',
  (work, fact, told) =>
    tell(work, fact, told, {
      topic: 'progress',
      template: 'joinedBy',
      to: fact.partyAccountIds,
      facts: { count: fact.numbers.length },
    }),
  hasParties,
)

const takenOut = listen(
  matters,
  matters,
  'unmerged',
  'tell-unmerged',
  (work, fact, told) =>
    tell(work, fact, told, {
      topic: 'decision',
      template: 'takenOut',
      to: fact.partyAccountIds,
      facts: { from: fact.fromNumber },
    }),
  hasParties,
)

export const tellParties = [takenOut, received, moved, said, closed, reopened, joined, tookIn]
