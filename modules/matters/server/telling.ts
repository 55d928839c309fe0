/** How the spine sends a notice: never to whoever did it, once for each event, and without a word where a matter is restricted. */
import type { Fact } from '@liren/contract'
import { identity, type Role } from '@liren/identity/contract'
import { areaPrefix } from '@liren/kernel'
import { type NoticeFact, notices, type Urgency } from '@liren/notices/contract'
import { organisation } from '@liren/organisation/contract'
import type { matters } from '../contract.ts'
import type { MattersWork } from './house.ts'
import type { TemplateOf, TopicName } from './topics.ts'

/** What all events about a matter have in common. */
export type About = Omit<Fact<typeof matters, 'merged'>, 'intoId' | 'intoNumber'>
/** The event as it was delivered; its id is the same each time. */
export type Told = { readonly id: string }

export type Notice<T extends TopicName> = {
  readonly topic: T
  readonly template: TemplateOf<T>
  readonly to: readonly string[]
  readonly facts?: Readonly<Record<string, NoticeFact>>
  readonly urgency?: Urgency
  /** Kept by itself, not folded into the newest word about the matter: whatever comes after must not hide it. */
  readonly isAlone?: boolean
  /** Where it leads to, if not to the matter it is about. */
  readonly matterId?: string
}

export const tell = async <T extends TopicName>(work: MattersWork, about: About, told: Told, notice: Notice<T>) => {
  const accountIds = [...new Set(notice.to)].filter((id) => id !== about.actorId)
  if (accountIds.length === 0) return
  const { topic, urgency = 'normal' } = notice
  await work.use(notices).send({
    to: { accountIds },
    topic: `matters.${topic}`,
    template: `matters.${about.isRestricted ? `${topic}Hidden` : notice.template}`,
    facts: about.isRestricted ? {} : { number: about.number, title: about.title, ...notice.facts },
    link: `/matters/${notice.matterId ?? about.matterId}`,
    urgency,
    // What is folded rings no more; what is urgent goes on ringing until it is read.
    ...(urgency === 'normal' && !notice.isAlone ? { groupKey: `matter:${about.matterId} ${topic}` } : {}),
    object: `matter:${about.matterId}`,
    sender: { unitId: about.holderUnitId, area: about.areaCode },
    onceKey: `matters/${told.id} ${notice.template}`,
  })
}

/** The grade of a matter is the haste of its work. */
export const urgencyOf = (grade: number): Urgency => (grade >= 4 ? 'emergency' : grade === 3 ? 'urgent' : 'normal')

/** At least urgent: what comes after a warning. */
export const pressed = (grade: number): Urgency => (grade >= 4 ? 'emergency' : 'urgent')

/** Those of a unit who take work in; where nobody holds such a role there, whoever has a post in it. */
export const peopleOf = async (work: MattersWork, unitId: string): Promise<readonly string[]> => {
  const port = work.use(identity)
  const roles: readonly Role[] = ['handler', 'communityWorker']
  const holders = (await Promise.all(roles.map((role) => port.holders({ role, unitId })))).flat()
  return holders.length > 0 ? holders : work.use(organisation).accountsAt(unitId)
}

/** In whose hands it lies: the person, else the people of the unit. */
export const handsOf = async (
  work: MattersWork,
  about: { readonly holderAccountId: string | null; readonly holderUnitId: string | null },
): Promise<readonly string[]> =>
  about.holderAccountId ? [about.holderAccountId] : about.holderUnitId ? peopleOf(work, about.holderUnitId) : []

/** Who holds one of these roles where the matter is. */
export const holdersAt = async (work: MattersWork, roles: readonly Role[], areaCode: string) =>
  (await Promise.all(roles.map((role) => work.use(identity).holders({ role, area: areaCode })))).flat()

/** Community → subdistrict → district. */
const oneUp = (areaCode: string) => {
  const prefix = areaPrefix(areaCode)
  return (prefix.length > 9 ? prefix.slice(0, 9) : prefix.slice(0, 6)).padEnd(12, '0')
}

/** Who holds one of these roles one level up; where nobody does, who holds it where the matter is. */
export const holdersAbove = async (work: MattersWork, roles: readonly Role[], areaCode: string) => {
  const above = await holdersAt(work, roles, oneUp(areaCode))
  return above.length > 0 ? above : holdersAt(work, roles, areaCode)
}

const clockHours = 8 * 3_600_000
const englishDay = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' })

/** 11月24日 18:00 or 24 Nov 18:00, by the clock on the wall here. */
export const shortTime = (at: string | null): NoticeFact => {
  if (at === null) return '—'
  const here = new Date(Date.parse(at) + clockHours)
  const hour = here.toISOString().slice(11, 16)
  return {
    'zh-CN': `${here.getUTCMonth() + 1}月${here.getUTCDate()}日 ${hour}`,
    en: `${englishDay.format(here)} ${hour}`,
  }
}
