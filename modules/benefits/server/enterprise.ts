/** 政策直达 Policies for an enterprise, matched to what registers know of it: read by those who act for it, told to its legal person once. */
import { catalogue } from '@liren/catalogue/contract'
import { answer, longJob } from '@liren/kernel'
import { notices } from '@liren/notices/contract'
import { people } from '@liren/people/contract'
import { benefits } from '../contract.ts'
import { type CompiledRule, dayFrom } from '../rules/compile-rule.ts'
import { type Deed, dayOf, ownPersonId } from './deed.ts'
import { compileAll, vocabularyOf } from './library.ts'
import { inOrder, type Looked, shownPolicy } from './shown-policy.ts'
import { ruleStore } from './store-rules.ts'

const rulesFor = async (work: Deed): Promise<readonly CompiledRule[]> =>
  compileAll(await ruleStore(work.db).active(), await vocabularyOf(work)).filter(
    ({ rule }) => rule.subject === 'enterprise',
  )

const lookAt = async (
  work: Deed,
  enterpriseId: string,
  rules: readonly CompiledRule[],
  isOwn: boolean,
): Promise<Looked> => {
  const keys = [...new Set(rules.flatMap(({ facts }) => facts))]
  const values = await work.use(catalogue).values({ kind: 'enterprise', id: enterpriseId }, keys, {
    purpose: isOwn ? 'own-request' : 'service',
    reason: work.words(isOwn ? 'benefits.screen.ownLook' : 'benefits.screen.enterpriseReason'),
    basis: 'statutoryDuty',
  })
  return {
    facts: Object.fromEntries(
      values.flatMap(({ key, value }) => (value === null || value === undefined ? [] : [[key, value] as const])),
    ),
    today: dayFrom(dayOf(work.now)),
    vocabulary: await vocabularyOf(work),
  }
}

export const forEnterprise = answer(benefits, 'forEnterprise', async (work, { params }) => {
  const mine = await work.use(people).enterprisesOf(ownPersonId(work))
  const own = mine.find(({ enterprise }) => enterprise.id === params.id)
  if (!own) throw work.refuse('not-found', {}, 'id')
  const rules = await rulesFor(work)
  const looked = await lookAt(work, params.id, rules, true)
  const items = rules.map((one) => shownPolicy(work, one, looked)).filter(({ outcome }) => outcome !== 'not')
  return { name: own.enterprise.name, items: inOrder(items) }
})

const pageSize = 100

/** Each morning: an enterprise that fits a policy is told of it once; which policy and why stands on the page, not in the message. */
export const tellEnterprises = longJob(
  benefits,
  'tell-enterprises',
  { cron: '30 8 * * 1-5', retryLimit: 2 },
  async (spell) => {
    for (let after: string | null = null; ; ) {
      const from: string | null = after
      const last: string | null = await spell(async (work) => {
        const rules = await rulesFor(work)
        if (rules.length === 0) return null
        const page = await work.use(people).enterprisesFrom(from, pageSize)
        let told = 0
        for (const { id, name, legalPersonId } of page) {
          if (!legalPersonId) continue
          const looked = await lookAt(work, id, rules, false)
          for (const { rule, verdict } of rules) {
            if (verdict(looked.facts, looked.today) !== true) continue
            told += 1
            await work.use(notices).send({
              to: { personIds: [legalPersonId] },
              topic: 'benefits.policy',
              template: 'benefits.enterpriseFits',
              facts: { name },
              link: '/benefits',
              groupKey: 'benefits',
              onceKey: `benefits:enterprise:${rule.id}:${rule.version}:${id}`,
            })
          }
        }
        work.audit({ facts: { enterprises: page.length, fitting: told } })
        return page.length < pageSize ? null : (page.at(-1)?.id ?? null)
      })
      if (!last) return
      after = last
    }
  },
)
