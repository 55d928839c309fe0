/** 数据质量规则 Every night values told since the last time are judged across fields; what cannot be true becomes a task of its owner. */
import { answer, job } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { catalogue } from '../contract.ts'
import { isBroken, keysOfRule, type QualityRule, qualityFacts, qualityFault } from '../quality.ts'
import { challengeFor } from './challenge.ts'
import { type Deed, dictionaryOf, districtCode } from './deed.ts'
import { qualityStore, type RuleStanding } from './store-quality.ts'
import { valuesAmong } from './values-among.ts'

const batch = 500

const view = ({ row, open, found }: RuleStanding) => ({ ...row, open, found })

export const listQualityRules = answer(catalogue, 'listQualityRules', async (work) => ({
  items: (await qualityStore(work.db).rules()).map(view),
}))

export const keepQualityRule = answer(catalogue, 'keepQualityRule', async (work, { params, body }) => {
  const rule = { code: params.code, ...body }
  const fault = qualityFault(rule, qualityFacts((await dictionaryOf(work)).values()))
  if (fault) throw work.refuse(fault === 'rule' ? 'rule-wrong' : 'key-not-in-rule', {}, fault)
  await qualityStore(work.db).keep(rule, work.now)
  work.audit({ object: `quality:${rule.code}`, facts: { isActive: rule.isActive } })
  const kept = (await qualityStore(work.db).rules()).find(({ row }) => row.code === rule.code)
  return { ...rule, open: kept?.open ?? 0, found: kept?.found ?? 0 }
})

const knownOf = (keys: readonly string[], held: { readonly get: (key: string) => unknown } | undefined) =>
  Object.fromEntries(keys.flatMap((key) => (held?.get(key) === undefined ? [] : [[key, held.get(key)] as const])))

const judgeOne = async (work: Deed, rule: QualityRule): Promise<number> => {
  const facts = qualityFacts((await dictionaryOf(work)).values())
  if (qualityFault(rule, facts)) return 0
  const store = qualityStore(work.db)
  const keys = keysOfRule(rule, facts)
  const since = await store.judgedUntil(rule.code)
  const district = await districtCode(work)
  let found = 0
  for (let after: string | null = null; ; ) {
    const ids: readonly string[] = await store.toldSince(keys, since, after, batch)
    if (ids.length === 0) break
    const open = await work.use(people).factsAmong(ids)
    const told = await valuesAmong(work, ids, keys, {
      purpose: 'verification',
      reason: rule.name.zh,
      basis: 'statutoryDuty',
    })
    for (const id of ids) {
      const about = open.get(id)
      if (about && !about.isLiving) continue
      const values = { ...knownOf(keys, told.get(id)), ...(about?.sex ? { sex: about.sex } : {}) }
      if (!isBroken(rule, facts, values)) continue
      const matterId = await challengeFor(work, {
        subject: { kind: 'person', id },
        key: rule.key,
        area: about?.areaCode ?? district,
        text: rule.name.zh,
      })
      await store.tie(matterId, rule.code)
      found += 1
    }
    after = ids.at(-1) ?? null
    if (ids.length < batch) break
  }
  await store.markJudged(rule.code, work.now)
  return found
}

export const checkQualityJob = job(catalogue, 'check-quality', { cron: '50 3 * * *', retryLimit: 3 }, async (work) => {
  const rules = (await qualityStore(work.db).rules()).filter(({ row }) => row.isActive)
  const found: Record<string, number> = {}
  for (const { row } of rules) found[row.code] = await judgeOne(work, row)
  if (rules.length > 0) work.audit({ facts: { found } })
})
