/** Whether an item's condition is met by a person, as far as registers and consents let anybody know. */
import { catalogue } from '@liren/catalogue/contract'
import { ageOn } from '@liren/contract/numbers'
import { compileRule } from '@liren/kernel'
import { people } from '@liren/people/contract'
import type { ItemRecord } from '../item.ts'
import { factKeys, itemFacts } from './facts.ts'
import { dayOf } from './items.ts'
import type { ServicesWork } from './standing.ts'

type Verdict = { readonly verdict: 'none' | 'unknown' | 'yes' | 'no'; readonly missing: string[] }

/** Years completed on the district's day; the open register tells the year of birth alone, so the date is asked at its door. */
const ageOf = async (work: ServicesWork, personId: string, reason: string): Promise<number | undefined> => {
  const asked = { personIds: [personId], fields: ['birthOn'] as const, purpose: 'service' as const, reason }
  const birthOn = (await work.use(people).readPrivate(asked)).get(personId)?.birthOn
  return birthOn ? ageOn(birthOn, dayOf(work.now)) : undefined
}

/** May it be for them? Facts are looked at under consent; what is withheld is simply not known. `none`: no condition to judge. */
export const isItFor = async (work: ServicesWork, record: ItemRecord, personId: string): Promise<Verdict> => {
  if (!record.conditions || record.audience === 'firm') return { verdict: 'none', missing: [] }
  const rule = compileRule(record.conditions, itemFacts)
  const reason = work.words('services.screen.lookFor', { item: record.name })
  const { age: _, ...about } = (await work.use(people).facts(personId)) ?? {}
  const age = rule.facts.includes('age') ? await ageOf(work, personId, reason) : undefined
  const keys = rule.facts.flatMap((fact) => factKeys[fact] ?? [])
  const values =
    keys.length === 0
      ? []
      : await work.use(catalogue).values({ kind: 'person', id: personId }, keys, { purpose: 'service', reason })
  const facts: Record<string, unknown> = { ...about, ...(age === undefined ? {} : { age }) }
  for (const [fact, key] of Object.entries(factKeys)) {
    const found = values.find((one) => one.key === key)
    if (found && found.value !== null) facts[fact] = found.value
  }
  const { verdict, missing } = rule.judge(facts)
  return { verdict: verdict === 'unknown' ? 'unknown' : verdict ? 'yes' : 'no', missing: [...missing] }
}
