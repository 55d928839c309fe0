/** Whatever a module tells is held against the rules that count on that day; who is credited, is credited once for one fact. */
import { files } from '@liren/files/contract'
import { identity } from '@liren/identity/contract'
import { areaPrefix, compileRule, eventsOf, hearAny, secretsOf } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { people } from '@liren/people/contract'
import { points } from '../contract.ts'
import { dayOf } from '../day.ts'
import type { Because } from '../port.ts'
import { aboutOf, becauseOf, capped, countingIn, factsOf, inEffect, linkOf, type RuleVersion, worth } from '../rule.ts'
import { commonOf, walletOf } from './accounts.ts'
import { issue, keptWords, legsBetween, type PointsWork, post, transferOf } from './book.ts'
import { raiseFlag } from './flags.ts'
import { followStore } from './follow.ts'
import { ledger } from './ledger-store.ts'
import { ruleEvents, ruleStore } from './rule-store.ts'

type Fact = Readonly<Record<string, unknown>>
const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value)

/** Does the condition of a rule hold? Not knowing does not pay. */
export const holdsFor = (work: PointsWork, rule: Pick<RuleVersion, 'on' | 'when'>, fact: Fact): boolean | 'unknown' => {
  if (!rule.when) return true
  const shape = eventsOf(work).get(rule.on)
  return shape ? compileRule(rule.when, factsOf(shape)).judge(fact).verdict : 'unknown'
}

/** The person behind an id of a fact: a person, or whoever an account belongs to. */
const personBehind = async (work: PointsWork, id: unknown): Promise<string | null> => {
  if (!isId(id)) return null
  const account = await work.use(identity).account(id)
  if (account) return account.personId
  return (await work.use(people).person(id)) ? id : null
}

/** Who is credited, and the other person of it. */
export const partiesOf = async (work: PointsWork, rule: Pick<RuleVersion, 'credit' | 'with'>, fact: Fact) => {
  const [, matterField] = /^reporterOf:(.+)$/.exec(rule.credit) ?? []
  let personId: string | null
  if (matterField) {
    const matterId = fact[matterField]
    const [reporter] = isId(matterId) ? await work.use(matters).reporters(matterId) : []
    personId = reporter?.personId ?? (await personBehind(work, reporter?.accountId))
  } else personId = await personBehind(work, fact[rule.credit])
  const withId = rule.with ? await personBehind(work, fact[rule.with]) : null
  const now = (id: string | null) => id && followStore(work.db).personNow(id)
  return { personId: await now(personId), withId: await now(withId) }
}

/** The community it happened in, else where the person lives; null: not known, or outside of what the rule is for. */
export const areaOf = async (
  work: PointsWork,
  rule: Pick<RuleVersion, 'area' | 'within'>,
  fact: Fact,
  personId: string | null,
): Promise<string | null> => {
  const said = rule.area ? fact[rule.area] : (fact.communityCode ?? fact.areaCode)
  const isSaid = typeof said === 'string' && /^\d{12}/.test(said)
  const where = isSaid ? said : personId ? (await work.use(people).person(personId))?.areaCode : null
  const area = where?.slice(0, 12) ?? null
  return area && rule.within && !area.startsWith(areaPrefix(rule.within)) ? null : area
}

/** Do the two live together? Nobody is paid for what somebody of their own home confirms. */
export const isOneHome = async (work: PointsWork, personId: string, withId: string): Promise<boolean> =>
  (await work.use(people).householdsOf(personId)).some(({ members }) => members.some((one) => one.personId === withId))

/** Fingerprints of the proof, where the rule names it: never the photo or the device itself. */
const marksOf = async (work: PointsWork, rule: RuleVersion, fact: Fact) => {
  const device = rule.device ? fact[rule.device] : null
  const photos = rule.photos ? fact[rule.photos] : null
  const ids = Array.isArray(photos) ? photos.filter(isId) : []
  return {
    deviceMark: typeof device === 'string' && device ? secretsOf(work).fingerprint(`points device ${device}`) : null,
    photoMarks: ids.length > 0 ? (await work.use(files).view(ids)).map(({ sha256 }) => sha256) : null,
  }
}

/** Told again of the same thing, a rule that counts once for it has nothing left to do; not even to say that nothing was paid. */
const isBooked = async (work: PointsWork, rule: RuleVersion, key: string) =>
  rule.oncePer !== undefined && (await ledger(work.db).find(`rule:${rule.code}`, key)) !== null

const deduct = async (
  work: PointsWork,
  rule: RuleVersion,
  personId: string,
  area: string,
  key: string,
  amount: number,
  about: { readonly because: Because; readonly link: string | null },
) => {
  const wallet = walletOf({ personId }, 'point')
  const { free } = await ledger(work.db).lock(wallet)
  if (await isBooked(work, rule, key)) return
  const taken = Math.min(free, amount)
  if (taken <= 0) return
  const given = { source: `rule:${rule.code}`, key, kind: 'deduct', unit: 'point' as const, amount: taken, area }
  const booked = await post(
    work,
    transferOf(work, wallet, { ...given, ...about, ruleCode: rule.code, ruleVersion: rule.version }),
    legsBetween(wallet, commonOf('deducted', 'point', area), taken, null),
  )
  if (!booked.isReplay)
    await work.use(notices).send({
      to: { personIds: [personId] },
      topic: 'points.entries',
      template: 'points.deducted',
      facts: { amount: taken, because: about.because, days: await work.setting<number>('objectionDays', area) },
      link: '/points',
      onceKey: `points/deducted ${booked.transferId}`,
    })
}

const pay = async (
  work: PointsWork,
  rule: RuleVersion,
  fact: Fact,
  told: { id: string; at: Date },
  effective: readonly RuleVersion[],
) => {
  const { personId, withId } = await partiesOf(work, rule, fact)
  if (!personId) return
  const area = await areaOf(work, rule, fact, personId)
  // Where a nearer area keeps a version of its own, this one has nothing to say.
  if (!area || !countingIn(effective, area).includes(rule)) return
  const amount = worth(rule, fact)
  const words = { because: becauseOf(rule, fact), link: linkOf(rule, fact) }
  const about = aboutOf(rule, fact)
  const key = `${about === null ? told.id : `about ${about}`} ${personId}`
  if (amount < 0) return deduct(work, rule, personId, area, key, -amount, words)
  if (amount === 0) return
  const source = `rule:${rule.code}`
  const wallet = walletOf({ personId }, 'point')
  const rules = ruleStore(work.db)
  // Two facts at the same moment must not both find the cap open.
  await ledger(work.db).lock(wallet)
  if (await isBooked(work, rule, key)) return
  const marks = await marksOf(work, rule, fact)
  const unpaid = (why: string) =>
    rules.unpaid({
      ...{ source, key, personId, ruleCode: rule.code, link: words.link, area, amount, why, at: work.now },
      ...keptWords(words.because),
    })
  if (withId === personId) {
    await raiseFlag(work, { kind: 'self', mark: `${source} ${key}`, area, personIds: [personId], transferIds: [] })
    return unpaid('self')
  }
  if (withId && (await isOneHome(work, personId, withId))) {
    const personIds = [personId, withId]
    await raiseFlag(work, { kind: 'relative', mark: `${source} ${key}`, area, personIds, transferIds: [] })
    return unpaid('relative')
  }
  const paidBefore = marks.photoMarks ? await rules.photoPaid(marks.photoMarks, source, key) : null
  if (paidBefore) {
    const personIds = [...new Set([personId, paidBefore.personId])]
    await raiseFlag(work, { kind: 'photo', mark: `${source} ${key}`, area, personIds, transferIds: [paidBefore.id] })
    return unpaid('photo')
  }
  const burst = rule.device ? await rules.nearestAward(personId, rule.code, told.at) : null
  if (burst && Math.abs(told.at.getTime() - burst.getTime()) < 1000 * (await work.setting<number>('burstSeconds'))) {
    await raiseFlag(work, {
      kind: 'burst',
      mark: `${personId} ${rule.code} ${dayOf(told.at)}`,
      area,
      personIds: [personId],
      transferIds: [],
    })
    return unpaid('burst')
  }
  const due = capped(rule, amount, await rules.had(personId, rule.code, dayOf(told.at)))
  if (due <= 0) return unpaid('cap')
  const booked = await issue(
    work,
    transferOf(work, wallet, {
      ...{ source, key, kind: 'earn', unit: 'point', amount: due, area, withId, ...words },
      ...{ ruleCode: rule.code, ruleVersion: rule.version, ...marks, factAt: told.at },
    }),
    wallet,
  )
  if (!booked) return unpaid('budget')
  work.emit('earned', { transferId: booked.transferId, personId, ruleCode: rule.code, amount: due, area })
  if (!marks.deviceMark) return
  const sharing = await rules.peopleOnDevice(marks.deviceMark)
  if (sharing.length > (await work.setting<number>('accountsPerDevice')))
    await raiseFlag(work, {
      kind: 'device',
      mark: marks.deviceMark,
      area,
      personIds: sharing,
      transferIds: [booked.transferId],
    })
}

export const award = hearAny(points, 'award', ruleEvents, async (work, fact, told) => {
  const day = dayOf(told.at)
  const effective = inEffect(await ruleStore(work.db).all(told.name), day)
  for (const rule of effective) if (holdsFor(work, rule, fact) === true) await pay(work, rule, fact, told, effective)
})
