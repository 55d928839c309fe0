/** The twenty-nine community items against the handbook of the field: what each must ask, where its papers come from, how it goes. */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { checkedNumber } from '@liren/contract/numbers'
import { check } from '@liren/forms/check'
import type { FormDefinition } from '@liren/forms/contract'
import { evaluate } from '@liren/forms/evaluate'
import { leavesOf } from '@liren/forms/outline'
import { expect, test } from 'vitest'
import type { ItemRecord } from '../item.ts'
import { recordFaults } from './items.ts'

type Given = { readonly record: ItemRecord; readonly form: FormDefinition }
const folder = resolve(import.meta.dirname, '../../../presets/yuexiu/services')
const itemOf = async (code: string) => JSON.parse(await readFile(`${folder}/items/${code}.json`, 'utf8')) as Given // the preset's own shape

type Row = readonly [code: string, fields: string, materials: string, flow: string, isConditioned?: boolean]

const person = 'applicant.name applicant.idNumber applicant.phone applicant.hukouAddress applicant.residence'
const account = 'account.holder account.bank account.number'
const agent = 'agent.name agent.idNumber agent.relation agent.authorisation'
const guardian = 'guardian.name guardian.idNumber guardian.relation'
const household = 'members.name members.idNumber members.sex members.birthOn members.relation members.job'
const incomes = 'members.wages members.business members.property members.transfer members.health'
const assets = 'assets.housing assets.vehicle assets.deposit assets.securities assets.enterprise'
const relief = `${household} members.monthlyIncome ${incomes} ${assets} incomeWay obligor cause`
const child = 'childName childId childBornOn'
const spouse = 'spouse.name spouse.idNumber'

/** Beyond the person and the agent, who are asked for everywhere. Materials: `key:source` that must be among the sources. */
const rows: readonly Row[] = [
  [
    'SQ-001',
    `${account} payWay proofWay bankAccount.number`,
    'idCard:licence hukou:licence socialCard:licence letter:esign',
    'verify review notice decide deliver',
    true,
  ],
  ['SQ-002', 'delivery postAddress', 'idCard:licence photo:upload', 'decide deliver', true],
  [
    'SQ-003',
    'livesAlone livesWith lowIncomeClass adl wants emergencyContact',
    'idCard:licence hardship:data assessment:data assessment:upload',
    'assess review decide deliver',
    true,
  ],
  [
    'SQ-004',
    'lowIncomeClass place diet mealAddress emergencyContact',
    'idCard:licence class:data',
    'decide deliver',
    true,
  ],
  [
    'SQ-005',
    'livesAlone livesWith illness medicines emergencyContact moreContacts.name moreContacts.phone keyHolder device',
    'idCard:licence class:data',
    'verify decide deliver',
    true,
  ],
  ['SQ-006', 'livesWith.name careLevel risk frequency visitor', 'register:data', 'assess decide', true],
  [
    'SQ-007',
    `${account} ${relief} obligors.name`,
    'idCards:licence incomeDeclaration:declaration disabilityCard:licence diagnosis:upload checkLetter:esign',
    'verify visit review notice decide deliver',
    true,
  ],
  [
    'SQ-008',
    `${relief} obligors.name`,
    'idCards:licence incomeDeclaration:declaration disabilityCard:licence diagnosis:upload checkLetter:esign',
    'verify visit review notice decide',
    true,
  ],
  [
    'SQ-009',
    `${relief} ${guardian} targetKind careNeeds careGrade careWay`,
    'idCards:licence incomeDeclaration:declaration disabilityCard:licence diagnosis:upload checkLetter:esign',
    'verify visit assess review notice decide deliver',
    true,
  ],
  [
    'SQ-010',
    `${household} members.monthlyIncome ${account} kind what happenedOn spent amount`,
    'event:upload bills:upload declaration:declaration',
    'verify decide deliver',
    true,
  ],
  [
    'SQ-011',
    `${account} personClass hospital totalCost fundPaid selfPaid visitFrom visitUntil`,
    'settlement:data diagnosis:upload',
    'verify decide deliver',
    true,
  ],
  [
    'SQ-012',
    `${account} certificate disabilityKind disabilityGrade lowIncomeClass`,
    'disabilityCard:licence lowIncome:data',
    'verify review decide deliver',
    true,
  ],
  ['SQ-013', `${account} certificate carer`, 'disabilityCard:licence', 'verify decide deliver', true],
  [
    'SQ-014',
    `kind ${guardian} hospital assessDay`,
    'idCard:licence records:upload photo:upload',
    'assess notice review decide deliver',
  ],
  [
    'SQ-015',
    'certificate wants ownership',
    'deed:licence consent:upload photos:upload',
    'assess review decide deliver',
    true,
  ],
  ['SQ-016', `${spouse} marriage childOrder event dueOn place`, 'idCard:licence marriageCard:licence', 'decide', true],
  [
    'SQ-017',
    `${spouse} ${account} children childState cardNumber sinceOn kind`,
    'onlyChild:licence hukou:licence declaration:declaration',
    'review notice decide',
    true,
  ],
  [
    'SQ-018',
    `${child} father mother ${guardian} ${account}`,
    'parents:data hukou:licence',
    'visit review decide deliver',
  ],
  [
    'SQ-019',
    `${child} ${guardian} carer school risks plan`,
    'register:data declaration:declaration',
    'visit decide',
    true,
  ],
  [
    'SQ-020',
    'dwelling homeSource landlord.name movedOn why workplace',
    'idCard:licence home:licence home:upload insurance:data photo:upload',
    'verify decide deliver',
    true,
  ],
  [
    'SQ-021',
    'ownerName address areaM2 rooms fromOn untilOn rent signedOn tenants.name tenants.idNumber',
    'deed:licence contract:upload contract:esign',
    'decide',
    true,
  ],
  [
    'SQ-022',
    `${account} hardKind work workPlace workIncome kinds months`,
    'class:data payments:data declaration:declaration signed:esign',
    'verify notice decide deliver',
    true,
  ],
  ['SQ-023', 'education skills lastUnit lostOn lossCause wish', 'idCard:licence', 'decide', true],
  [
    'SQ-024',
    `${household} hardKind postWish`,
    'class:data declaration:declaration',
    'verify review notice decide deliver',
    true,
  ],
  ['SQ-025', 'kind year familyPay members.name', 'hukou:licence', 'decide', true],
  ['SQ-026', `${account} business band proofWay`, 'idCard:licence', 'visit decide', true],
  ['SQ-027', 'kind joinedOn leftOn unit merit wound plaque', 'card:licence card:upload', 'verify decide deliver', true],
  [
    'SQ-028',
    'building entrance owners.room owners.areaM2 owners.floor owners.opinion sharing body cost funding objections',
    'deeds:licence agreement:esign plan:upload',
    'verify notice mediate joint decide deliver',
    true,
  ],
  [
    'SQ-029',
    `${household} ${incomes} ${assets} areaM2 sinceOn way account.number`,
    'marriageCard:licence incomeDeclaration:declaration housing:data',
    'verify review notice decide deliver',
    true,
  ],
]

test.for(rows)(
  '%s asks everything the handbook names, takes its papers from where they are, and goes its way',
  async ([code, fields, materials, flow, isConditioned]) => {
    const { record, form } = await itemOf(code)
    expect(check(form)).toEqual([])
    expect(recordFaults(record, true)).toEqual([])
    expect(leavesOf(form).map(({ path }) => path)).toEqual(
      expect.arrayContaining(`${person} ${fields} ${agent}`.split(' ')),
    )
    const sources = record.materials.flatMap(({ key, sources: all }) => all.map((one) => `${key}:${one}`))
    expect(sources).toEqual(expect.arrayContaining(materials.split(' ')))
    expect(record.flow.map(({ kind }) => kind)).toEqual(expect.arrayContaining(flow.split(' ')))
    if (isConditioned) expect(record.conditions).toBeDefined()
  },
)

test.for(rows)(
  '%s says its limits, where and how it is done, what it costs, on which law, and what it was on paper',
  async ([code]) => {
    const { record } = await itemOf(code)
    const { legalDays, promisedDays, visits, baseline, fee, result } = record
    expect(promisedDays).toBeLessThanOrEqual(legalDays)
    expect([visits, promisedDays].map((one, at) => one <= ([baseline.visits, baseline.days][at] ?? 0))).toEqual([
      true,
      true,
    ])
    for (const number of [baseline.fields, baseline.materials, baseline.visits, baseline.days])
      expect(number).toBeGreaterThan(0)
    expect(baseline.source).not.toBe('')
    for (const text of [fee, result]) expect(String(text).trim()).not.toBe('')
    for (const list of [record.legalBasis, record.channels, record.windows, record.faq, record.tags, record.levels])
      expect(list.length).toBeGreaterThan(0)
    expect(record.retentionYears).toBeGreaterThan(0)
  },
)

test('days the handbook names: relief hangs seven, a lift ten; a permit comes within fifteen, relief is decided within thirty', async () => {
  const recordOf = async (code: string) => (await itemOf(code)).record
  const hangs = async (code: string) => (await recordOf(code)).flow.find(({ kind }) => kind === 'notice')?.noticeDays
  expect([await hangs('SQ-001'), await hangs('SQ-007'), await hangs('SQ-028')]).toEqual([5, 7, 10])
  expect((await recordOf('SQ-020')).promisedDays).toBeLessThanOrEqual(15)
  expect((await recordOf('SQ-007')).promisedDays).toBeLessThanOrEqual(30)
  expect((await recordOf('SQ-001')).baseline).toMatchObject({ fields: 23, materials: 5, visits: 2, days: 15 })
})

test('every item of the preset, for people and firms, may be published as it stands', async () => {
  const firms = JSON.parse(await readFile(`${folder}/business-items.json`, 'utf8')) as {
    readonly record: ItemRecord
    readonly form: FormDefinition | null
  }[] // the preset's own shape
  const faults = firms.flatMap(({ record, form }) => [
    ...recordFaults(record, form !== null).map(({ field, code }) => `${record.code} ${field} ${code}`),
    ...(form === null ? [] : check(form).map(({ path, code }) => `${record.code} ${path} ${code}`)),
  ])
  expect(faults).toEqual([])
})

test('nobody is at once given anything only for having asked', async () => {
  const { record } = await itemOf('SQ-016')
  const { conditions: _, ...bare } = record
  expect(recordFaults(bare, true)).toContainEqual({ field: 'conditions', code: 'instant-without-condition' })
})

test('a lift needs two thirds who take part and three quarters of them who agree, by heads and by area', async () => {
  const { form } = await itemOf('SQ-028')
  const owner = (opinion: string, areaM2 = 80) => ({ room: '101', areaM2, floor: 1, opinion })
  const faultsOf = (owners: readonly object[], dwellings: number) =>
    evaluate(form, { dwellings, owners }, { today: '2026-04-07', channel: 'online' })
      .faults.filter(({ code }) => code === 'check')
      .map(({ message }) => (typeof message === 'string' ? message : (message?.en ?? '')))
  const agree = Array.from({ length: 9 }, () => owner('agree'))
  expect(faultsOf([...agree, owner('against'), owner('absent'), owner('absent')], 12)).toEqual([])
  expect(faultsOf([...agree.slice(0, 6), ...Array.from({ length: 6 }, () => owner('absent'))], 12)).toEqual([
    'Two thirds of the owners must take part',
    'Two thirds of the area must take part',
  ])
  expect(faultsOf([...agree, owner('against', 900), owner('absent')], 12)).toEqual([
    'Three quarters of the area must agree',
  ])
})

test('a child is under eighteen, and a permit needs half a year here', async () => {
  const faultsOf = async (code: string, answers: object) => {
    const { form } = await itemOf(code)
    const { faults } = evaluate(form, answers as Record<string, unknown>, { today: '2026-04-07', channel: 'online' })
    return faults.filter(({ code: fault }) => fault === 'check').map(({ field }) => field)
  }
  const born = (day: string) => ({ childId: checkedNumber(`449001${day}121`) })
  expect(await faultsOf('SQ-018', born('20080407'))).toEqual(['childId'])
  expect(await faultsOf('SQ-018', born('20080408'))).toEqual([])
  expect(await faultsOf('SQ-020', { wish: 'card', movedOn: '2026-02-01' })).toEqual(['movedOn'])
  expect(await faultsOf('SQ-020', { wish: 'register', movedOn: '2026-02-01' })).toEqual([])
  expect(await faultsOf('SQ-020', { wish: 'card', movedOn: '2025-09-01' })).toEqual([])
})

test('special support goes by the mother’s age, whichever of the two applies', async () => {
  const { form } = await itemOf('SQ-017')
  const born = (day: string, sign: 1 | 2) => checkedNumber(`449001${day}12${sign}`)
  const [mother, young, father] = [born('19770401', 2), born('19780401', 2), born('19700101', 1)]
  const faultsOf = (applicant: string, spouse: string, kind = 'special') =>
    evaluate(
      form,
      { applicant: { idNumber: applicant }, spouse: { idNumber: spouse }, kind, childState: 'disabled' },
      { today: '2026-04-07', channel: 'online' },
    ).faults.flatMap(({ code, field }) => (code === 'check' ? [field] : []))
  expect(faultsOf(mother, father)).toEqual([])
  expect(faultsOf(father, mother)).toEqual([])
  expect(faultsOf(father, young)).toEqual(['kind'])
  expect(faultsOf(young, father)).toEqual(['kind'])
  expect(faultsOf(father, young, 'reward')).toEqual([])
})
