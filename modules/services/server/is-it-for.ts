/** Whether an item's condition is met by whoever applies, as far as registers and consents let anybody know. */
import { catalogue } from '@liren/catalogue/contract'
import { ageOn } from '@liren/contract/numbers'
import { bothWords, compileRule } from '@liren/kernel'
import { people } from '@liren/people/contract'
import type { ItemRecord } from '../item.ts'
import { factKeys, firmKeys, itemFacts, perHeadKeys } from './facts.ts'
import { dayOf } from './items.ts'
import type { ServicesWork } from './standing.ts'

type Verdict = { readonly verdict: 'none' | 'unknown' | 'yes' | 'no'; readonly missing: string[] }
export type Whose = { readonly personId: string; readonly enterpriseId: string | null; readonly areaCode: string }
type Facts = Record<string, unknown>

/** Years completed on the district's day; the open register tells the year of birth alone, so the date is asked at its door. */
const ageOf = async (work: ServicesWork, personId: string, reason: string): Promise<number | undefined> => {
  const asked = { personIds: [personId], fields: ['birthOn'] as const, purpose: 'service' as const, reason }
  const birthOn = (await work.use(people).readPrivate(asked)).get(personId)?.birthOn
  return birthOn ? ageOn(birthOn, dayOf(work.now)) : undefined
}

const districtOf = (areaCode: string) => areaCode.slice(0, 6)

const keysOfPerson = (asked: readonly string[]): readonly string[] => [
  ...asked.flatMap((fact) => factKeys[fact] ?? []),
  ...(asked.includes('household.perHead') ? perHeadKeys : []),
]
const keysOfFirm = (asked: readonly string[]): readonly string[] => asked.flatMap((fact) => firmKeys[fact] ?? [])

const factsOfPerson = async (
  work: ServicesWork,
  { personId, areaCode }: Whose,
  asked: readonly string[],
  reason: string,
): Promise<Facts> => {
  const { age: _, ...about } = (await work.use(people).facts(personId)) ?? { age: undefined }
  const age = asked.includes('age') ? await ageOf(work, personId, reason) : undefined
  const keys = keysOfPerson(asked)
  const values =
    keys.length === 0
      ? []
      : await work.use(catalogue).values({ kind: 'person', id: personId }, keys, { purpose: 'service', reason })
  const told = (key: string) => values.find((one) => one.key === key)?.value ?? undefined
  const lives = 'areaCode' in about ? about.areaCode : undefined
  const facts: Facts = {
    ...about,
    ...(age === undefined ? {} : { age }),
    ...(lives === undefined ? {} : { livesHere: districtOf(lives) === districtOf(areaCode) }),
  }
  for (const [fact, key] of Object.entries(factKeys)) if (told(key) !== undefined) facts[fact] = told(key)
  const [income, size] = perHeadKeys.map(told)
  if (typeof income === 'number' && typeof size === 'number' && size > 0) facts['household.perHead'] = income / size
  if (asked.includes('line.dibao')) facts['line.dibao'] = await work.setting<number>('dibaoLine')
  return facts
}

const factsOfFirm = async (
  work: ServicesWork,
  enterpriseId: string,
  areaCode: string,
  asked: readonly string[],
  reason: string,
): Promise<Facts> => {
  const firm = await work.use(people).enterprise(enterpriseId)
  const keys = keysOfFirm(asked)
  const why = { purpose: 'service' as const, reason }
  const subject = { kind: 'enterprise' as const, id: enterpriseId }
  const values = keys.length === 0 ? [] : await work.use(catalogue).values(subject, keys, why)
  const facts: Facts = {}
  if (firm) facts['firm.kind'] = firm.kind
  if (firm?.areaCode) facts['firm.isHere'] = districtOf(firm.areaCode) === districtOf(areaCode)
  for (const [fact, key] of Object.entries(firmKeys)) {
    const found = values.find((one) => one.key === key)
    if (found && found.value !== null) facts[fact] = found.value
  }
  return facts
}

/** Why somebody's data are looked at, as they read it among their footprints, in either language. */
export const lookReason = (work: ServicesWork, { name, nameEn }: Pick<ItemRecord, 'name' | 'nameEn'>) =>
  work.words('services.screen.lookFor', { item: bothWords({ 'zh-CN': name, en: nameEn ?? name }) })

/** May it be for them? Facts are looked at under consent; what is withheld is simply not known. `none`: no condition to judge. */
export const isItFor = async (work: ServicesWork, record: ItemRecord, whose: Whose): Promise<Verdict> => {
  if (!record.conditions) return { verdict: 'none', missing: [] }
  if (record.audience === 'firm' && whose.enterpriseId === null) return { verdict: 'none', missing: [] }
  const rule = compileRule(record.conditions, itemFacts)
  const reason = lookReason(work, record)
  const facts =
    whose.enterpriseId !== null && record.audience === 'firm'
      ? await factsOfFirm(work, whose.enterpriseId, whose.areaCode, rule.facts, reason)
      : await factsOfPerson(work, whose, rule.facts, reason)
  const { verdict, missing } = rule.judge(facts)
  return { verdict: verdict === 'unknown' ? 'unknown' : verdict ? 'yes' : 'no', missing: [...missing] }
}

/** Before the act: owners of data are asked for the facts the condition speaks of. */
export const askForCondition = async (work: ServicesWork, record: ItemRecord, whose: Whose): Promise<void> => {
  if (!record.conditions) return
  const isFirms = record.audience === 'firm'
  if (isFirms && whose.enterpriseId === null) return
  const { facts } = compileRule(record.conditions, itemFacts)
  const keys = isFirms ? keysOfFirm(facts) : keysOfPerson(facts)
  const subject =
    isFirms && whose.enterpriseId !== null
      ? ({ kind: 'enterprise', id: whose.enterpriseId } as const)
      : ({ kind: 'person', id: whose.personId } as const)
  const reason = lookReason(work, record)
  await work.use(catalogue).askOwners(subject, keys, { purpose: 'service', reason })
}
