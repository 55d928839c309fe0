/** A danger said in a report rings whom its safety words name, nearest first: the grid worker of the place before all. */
import { identity, type Role } from '@liren/identity/contract'
import { listen } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { type GivenTopics, notices } from '@liren/notices/contract'
import { cases } from '../contract.ts'
import { reference } from './reference.ts'
import { store } from './store.ts'

export const dangerTopics = {
  topics: [{ name: 'danger', kind: 'work', templates: { dangerNear: { outside: ['number', 'words'] } } }],
} as const satisfies GivenTopics

/** The spine rings these of every urgent matter itself, wherever it comes from. */
const rungAnyway: readonly string[] = ['acceptor', 'dutyLeader'] satisfies Role[]

export const tellDanger = listen(
  cases,
  cases,
  'reported',
  'ring-for-danger',
  async (work, fact, told) => {
    const { safety } = await reference(work)
    const named = safety.filter(({ code }) => fact.safety.includes(code)).flatMap(({ call }) => call)
    const roles = [...new Set(named)].filter((role): role is Role => !rungAnyway.includes(role))
    const { holders } = work.use(identity)
    const area = fact.cellCode ?? fact.areaCode
    const near = (await Promise.all(roles.map((role) => holders({ role, area })))).flat()
    const { parties } = await work.use(matters).read(fact.caseId)
    // Whoever found it knows it.
    const finders = new Set(parties.map(({ accountId }) => accountId))
    const accountIds = [...new Set(near)].filter((id) => !finders.has(id))
    const row = await store(work.db).find(fact.caseId)
    if (!row || accountIds.length === 0) return
    await work.use(notices).send({
      to: { accountIds },
      topic: 'cases.danger',
      template: 'cases.dangerNear',
      facts: { number: fact.number, title: fact.title, words: row.safetyWords.join('、') },
      link: `/matters/${fact.caseId}`,
      urgency: 'emergency',
      object: `matter:${fact.caseId}`,
      sender: { unitId: null, area: fact.areaCode },
      onceKey: `cases/${told.id} dangerNear`,
    })
  },
  // What few may know is told to nobody who may not open it: the spine tells those who may.
  ({ safety, isRestricted }) => safety.length > 0 && !isRestricted,
)
