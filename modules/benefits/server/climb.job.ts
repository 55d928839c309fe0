/** The ladder: a message without a word of what for, a reminder, and at last somebody at the door. */
import { catalogue } from '@liren/catalogue/contract'
import { longJob } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { type GivenTopics, notices } from '@liren/notices/contract'
import { organisation } from '@liren/organisation/contract'
import { people } from '@liren/people/contract'
import { benefits } from '../contract.ts'
import { nextRung, type Rung } from '../outreach.ts'
import type { Deed } from './deed.ts'
import { compiled, vocabularyOf } from './library.ts'
import { type MatchRow, store } from './store.ts'
import { ruleStore } from './store-rules.ts'

/** Nothing leaves the platform with either message: whoever holds the telephone learns nothing. */
export const policyTopics = {
  topics: [
    {
      name: 'policy',
      kind: 'optional',
      templates: {
        mayFit: { outside: [] },
        stillOpen: { outside: [] },
        willCome: { outside: [] },
        enterpriseFits: { outside: [] },
      },
    },
  ],
} as const satisfies GivenTopics

const pageSize = 300

/** The community's committee; a street or cell has the one above it. */
export const holderOf = async (work: Deed, areaCode: string) => {
  const unit =
    (await work.use(organisation).unitOfArea(areaCode.slice(0, 12), 'residentsCommittee')) ??
    (await work.use(organisation).unitOfArea(areaCode.slice(0, 12), 'commandCentre'))
  return {
    unitId: unit?.id ?? null,
    unitName: unit ? unit.shortName || unit.name : null,
    accountId: null,
    accountName: null,
  }
}

/** Opens the task that goes with a match. Its title says nothing of the policy: titles travel. */
export const openTask = async (
  work: Deed,
  match: MatchRow,
  state: 'toVisit' | 'toDeliver',
  isEmploymentHelp = false,
): Promise<string> => {
  const opened = await work.use(matters).open({
    process: isEmploymentHelp ? 'employment-help' : 'benefit-outreach',
    subjectId: match.id,
    title: work.words(
      isEmploymentHelp
        ? 'benefits.screen.helpTitle'
        : state === 'toVisit'
          ? 'benefits.screen.visitTitle'
          : 'benefits.screen.deliverTitle',
    ),
    areaCode: match.areaCode.slice(0, 12),
    cellCode: match.areaCode.length === 15 ? match.areaCode : null,
    source: 'benefits',
    letter: 'B',
    isRestricted: true,
    ...(isEmploymentHelp ? {} : { state }),
    reporter: null,
    holder: await holderOf(work, match.areaCode),
  })
  await store(work.db).set(match.id, { matterId: opened.id })
  return opened.id
}

const send = (work: Deed, matches: readonly MatchRow[], template: 'mayFit' | 'stillOpen' | 'willCome') => {
  const [first] = matches
  return first
    ? work.use(notices).send({
        to: { personIds: [...new Set(matches.map(({ personId }) => personId))] },
        topic: 'benefits.policy',
        template: `benefits.${template}`,
        link: '/benefits',
        groupKey: 'benefits',
        onceKey: `benefits:${template}:${first.id}`,
      })
    : Promise.resolve(null)
}

/** No community is sent to more doors in a week than it can walk to; the rest wait a day. A child or somebody in danger waits for nobody. */
const paced = async (work: Deed, visits: readonly MatchRow[]) => {
  const communityOf = ({ areaCode }: MatchRow) => areaCode.slice(0, 12)
  const most = await work.setting<number>('visitsPerWeek')
  const opened = new Map(
    await store(work.db).visitsSince(
      [...new Set(visits.map(communityOf))],
      new Date(work.now.getTime() - 7 * 86_400_000),
    ),
  )
  const [now, later]: [MatchRow[], MatchRow[]] = [[], []]
  for (const match of visits) {
    const community = communityOf(match)
    const before = opened.get(community) ?? 0
    if (!match.isGuarded && before >= most) later.push(match)
    else {
      now.push(match)
      if (!match.isGuarded) opened.set(community, before + 1)
    }
  }
  return { now, later }
}

/** The dead, whoever has left, and whoever had the use of their data stopped: nobody reminds or visits them. */
const goneAmong = async (work: Deed, matches: readonly MatchRow[]): Promise<ReadonlySet<string>> => {
  const ids = [...new Set(matches.map(({ personId }) => personId))]
  if (ids.length === 0) return new Set()
  const facts = await work.use(people).factsAmong(ids)
  const restricted = await work.use(catalogue).restrictedAmong(ids)
  return new Set(ids.filter((id) => !facts.get(id)?.isLiving || restricted.has(id)))
}

export const climbJob = longJob(benefits, 'climb', { cron: '*/10 8-19 * * *', retryLimit: 2 }, async (spell) => {
  for (;;) {
    const count = await spell(async (work) => {
      const kept = store(work.db)
      const waits = {
        remindAfterDays: await work.setting<number>('remindAfterDays'),
        visitAfterDays: await work.setting<number>('visitAfterDays'),
      }
      const ago = (days: number) => new Date(work.now.getTime() - days * 86_400_000)
      const since = {
        now: work.now,
        remindBefore: ago(waits.remindAfterDays),
        visitBefore: ago(waits.remindAfterDays + waits.visitAfterDays),
      }
      const due: Record<Rung, MatchRow[]> = { tell: [], remind: [], visit: [], deliver: [] }
      const waiting = await kept.waiting(since, pageSize)
      const gone = await goneAmong(work, waiting)
      await kept.lapseOpen([...gone])
      for (const match of waiting) {
        if (gone.has(match.personId)) continue
        const rung = nextRung(match, waits, work.now)
        if (rung) due[rung].push(match)
      }
      const ids = (rows: readonly MatchRow[]) => rows.map(({ id }) => id)
      await send(work, due.tell, 'mayFit')
      await kept.told(ids(due.tell), work.now)
      await send(work, due.remind, 'stillOpen')
      await kept.reminded(ids(due.remind), work.now)
      await send(work, due.deliver, 'willCome')
      await kept.told(ids(due.deliver), work.now)
      for (const match of due.deliver) await openTask(work, match, 'toDeliver')
      const { now, later } = await paced(work, due.visit)
      await kept.putOff(ids(later), ago(-1))
      const helps = await employmentRules(work, now)
      for (const match of now) {
        await openTask(work, match, 'toVisit', helps.has(match.ruleId))
        await kept.visit(match.id, work.now)
      }
      const all = Object.values(due).reduce((sum, rows) => sum + rows.length, gone.size)
      work.audit({
        facts: {
          told: due.tell.length,
          reminded: due.remind.length,
          visits: now.length,
          visitsPutOff: later.length,
          deliveries: due.deliver.length,
          gone: gone.size,
        },
      })
      return all
    })
    if (count === 0) return
  }
})

const employmentRules = async (work: Deed, matches: readonly MatchRow[]): Promise<ReadonlySet<string>> => {
  if (matches.length === 0) return new Set()
  const vocabulary = await vocabularyOf(work)
  const rules = await ruleStore(work.db).active([...new Set(matches.map(({ ruleId }) => ruleId))])
  return new Set(
    rules.flatMap(({ id, definition }) => (compiled(definition, vocabulary).rule.isEmploymentHelp ? [id] : [])),
  )
}
