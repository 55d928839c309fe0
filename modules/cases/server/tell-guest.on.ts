/** Tells reporters without an account, by SMS and with the number only: received, answered, joined to another, closed. */
import { listen, type Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { type GivenTopics, notices } from '@liren/notices/contract'
import { cases } from '../contract.ts'
import { openContact } from './reporter-contact.ts'
import { store } from './store.ts'

const outside = { outside: ['number'] }
export const guestTopics = {
  topics: [
    { name: 'guestProgress', kind: 'work', templates: { guestReceived: outside, guestAnswered: outside } },
    {
      name: 'guestDecision',
      kind: 'statutory',
      templates: { guestClosed: outside, guestDeclined: outside, guestJoined: { outside: ['number', 'into'] } },
    },
  ],
} as const satisfies GivenTopics

type About = {
  readonly matterId: string
  readonly process: string
  readonly number: string
  readonly areaCode: string
  readonly holderUnitId: string | null
  readonly isRestricted: boolean
}
type Template = { readonly topic: 'guestProgress' | 'guestDecision'; readonly name: string }

/** Nothing about a restricted case lights up on a telephone that others may look at. */
const isTellable = (about: About) => about.process === 'case-handling' && !about.isRestricted

/** Sources where whoever reports sees the number on a screen of their own. */
const onScreen = ['snap', 'merchant', 'patrol', 'split', 'import']

/** Phones of those who follow the case without an account; those of merged cases among them. */
const phonesOf = async (work: Work<typeof cases>, matterId: string) => {
  const { parties } = await work.use(matters).read(matterId)
  const refs = new Set(parties.flatMap((one) => (one.accountId === null && one.contactRef ? [one.contactRef] : [])))
  const kept = await Promise.all([...refs].map((ref) => store(work.db).contact(ref)))
  const phones = kept.flatMap((one) => (one ? [openContact(work, one).phone] : []))
  // A landline reads no messages.
  return [...new Set(phones)].filter((phone) => phone.startsWith('1'))
}

const text = async (
  work: Work<typeof cases>,
  about: About,
  told: { readonly id: string },
  { topic, name }: Template,
  facts: Readonly<Record<string, string>> = {},
) => {
  const phones = await phonesOf(work, about.matterId)
  if (phones.length === 0) return
  await work.use(notices).send({
    to: { phones },
    topic: `cases.${topic}`,
    template: `cases.${name}`,
    facts: { number: about.number, ...facts },
    link: '/matters/progress',
    // There is no app to wait for.
    urgency: 'urgent',
    object: `matter:${about.matterId}`,
    sender: { unitId: about.holderUnitId, area: about.areaCode },
    onceKey: `cases/${told.id} ${name}`,
  })
}

export const tellGuest = [
  listen(
    cases,
    matters,
    'opened',
    'text-received',
    (work, fact, told) => text(work, fact, told, { topic: 'guestProgress', name: 'guestReceived' }),
    (fact) => isTellable(fact) && fact.partyAccountIds.length === 0 && !onScreen.includes(fact.source),
  ),
  listen(
    cases,
    matters,
    'said',
    'text-answered',
    (work, fact, told) => text(work, fact, told, { topic: 'guestProgress', name: 'guestAnswered' }),
    (fact) => isTellable(fact) && fact.isPublic && fact.side === 'staff',
  ),
  listen(
    cases,
    matters,
    'closed',
    'text-closed',
    (work, fact, told) =>
      text(work, fact, told, {
        topic: 'guestDecision',
        name: fact.state === 'declined' ? 'guestDeclined' : 'guestClosed',
      }),
    isTellable,
  ),
  listen(
    cases,
    matters,
    'merged',
    'text-joined',
    (work, fact, told) =>
      text(work, fact, told, { topic: 'guestDecision', name: 'guestJoined' }, { into: fact.intoNumber }),
    isTellable,
  ),
]
