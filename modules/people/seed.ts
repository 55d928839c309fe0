/** Demo people: households in the preset's dwellings, the people behind the demo log-ins, some shops; or the preset's own tables. */

import { organisationKindOf } from '@liren/contract/numbers'
import { identity } from '@liren/identity/contract'
import { configOf, type Preset, type Seed, uuidv7 } from '@liren/kernel'
import { type Dwelling, territory } from '@liren/territory/contract'
import type { Capacity } from './contract.ts'
import { type Dice, demoCreditCode, demoHousehold, demoPerson, demoSurname, dice } from './demo-person.ts'
import { examine } from './registration.ts'
import { dayOf } from './server/calendar-day.ts'
import { importPeople } from './server/importing.ts'
import { asDeed, type Deed, enter, marksOf, openColumns, registerOf, sealedColumns } from './server/registering.ts'
import { readSealed } from './server/store.ts'
import { enterprises } from './server/store-enterprises.ts'
import { homes } from './server/store-homes.ts'
import { imports } from './server/store-imports.ts'
import { memberships } from './server/store-memberships.ts'
import { type SeedHome, type SeedMembership, seedStore } from './server/store-seed.ts'

const fullResidents = 190_000
const pageOfDwellings = 500

type DemoAccount = {
  readonly loginName: string
  readonly displayName: string
  readonly kind: string
  readonly area: string
  readonly phone?: string
}
type NewPerson = Parameters<ReturnType<typeof imports>['insertMany']>[0][number]

/** Fills dwellings with households, a page at a time. */
const settle = async (
  work: Deed,
  dwellings: readonly Dwelling[],
  roll: Dice,
  serial: { next: number },
  isFull: boolean,
): Promise<number> => {
  const taken = await seedStore(work.db).occupied(dwellings.map(({ id }) => id))
  const today = dayOf(work.now)
  const thisYear = Number(today.slice(0, 4))
  const marks = marksOf(work)
  const people: NewPerson[] = []
  const households: SeedHome[] = []
  const joined: SeedMembership[] = []
  const tags: { personId: string; tag: string; accessClass: string }[] = []
  for (const dwelling of dwellings) {
    if (dwelling.use !== 'home' || taken.has(dwelling.id)) continue
    const { id: dwellingId, cellCode: areaCode, communityCode } = dwelling
    const surname = demoSurname(roll)
    const isRented = roll.chance(0.28)
    const sinceOn = `${roll.between(1996, thisYear - 1)}-0${roll.between(1, 9)}-15`
    const members = demoHousehold(roll, isFull).map((member) => {
      const isHead = member.relation === '户主'
      const person = demoPerson(roll, serial.next, {
        ...member,
        thisYear,
        hasPhone: isHead || (member.age > 14 && roll.chance(0.6)),
        ...(member.sharesName ? { surname } : {}),
      })
      serial.next += 1
      const { tidy } = examine(
        {
          ...person,
          address: dwelling.address,
          hukouAddress: dwelling.address,
          areaCode,
          dwellingId,
          residence: isRented ? 'floating' : 'permanent',
        },
        today,
        true,
      )
      const personId = uuidv7()
      const seenAt = new Date(work.now.getTime() - roll.between(5, 500) * 86_400_000)
      people.push({
        id: personId,
        open: { ...openColumns(tidy, marks), rowFingerprint: null, lastVerifiedAt: seenAt },
        sealed: sealedColumns(work, personId, tidy.sealed),
      })
      const capacities: Capacity[] = isRented ? ['tenant'] : isHead ? ['resident', 'owner'] : ['resident']
      if (member.age >= 16 && roll.chance(0.78)) {
        const isVerified = roll.chance(0.7)
        joined.push({
          id: uuidv7(),
          personId,
          communityCode,
          state: isVerified ? 'verified' : 'registered',
          capacities: isVerified ? capacities : [],
          sinceOn: today,
        })
      }
      if (member.age >= 80) tags.push({ personId, tag: '高龄', accessClass: 'ordinary' })
      if (roll.chance(0.02)) tags.push({ personId, tag: '低保', accessClass: 'sensitive' })
      if (roll.chance(0.02)) tags.push({ personId, tag: '残疾', accessClass: 'sensitive' })
      return { personId, relation: member.relation, isHead, age: member.age }
    })
    const [head, second] = members
    if (!head) continue
    if (members.length === 1 && head.age >= 70)
      tags.push({ personId: head.personId, tag: '独居', accessClass: 'ordinary' })
    const partner = second?.relation === '配偶' && roll.chance(0.4) ? second : undefined
    const owners = isRented ? [] : partner ? [head, partner] : [head]
    households.push({
      householdId: uuidv7(),
      areaCode,
      dwellingId,
      members: members.map(({ personId, relation, isHead }) => ({ personId, relation, isHead })),
      ties: isRented
        ? [
            {
              id: uuidv7(),
              personId: head.personId,
              tie: 'tenant',
              shareNumerator: null,
              shareDenominator: null,
              sinceOn,
            },
          ]
        : owners.map(({ personId }) => ({
            id: uuidv7(),
            personId,
            tie: 'owner',
            shareNumerator: 1,
            shareDenominator: owners.length,
            sinceOn,
          })),
    })
  }
  const entered = await imports(work.db).insertMany(people, work.now)
  const isIn = ({ personId }: { personId: string }) => entered.has(personId)
  await seedStore(work.db).addHomes(
    households.map((home) => ({ ...home, members: home.members.filter(isIn), ties: home.ties.filter(isIn) })),
    work.now,
  )
  await seedStore(work.db).addMemberships(joined.filter(isIn))
  await seedStore(work.db).addTags(tags.filter(isIn), work.now)
  return entered.size
}

async function* dwellingsOf(work: Deed, area: string, limit: number): AsyncGenerator<readonly Dwelling[]> {
  let after: string | undefined
  for (let left = limit; left > 0; ) {
    const page = await work.use(territory).dwellingsIn({ area, after, limit: Math.min(left, pageOfDwellings) })
    if (page.length === 0) return
    yield page
    after = page.at(-1)?.code
    left -= page.length
  }
}

/** The people behind the demo log-ins, so that "my record" has something to show, and who looked at it. */
const meet = async (work: Deed, accounts: readonly DemoAccount[], roll: Dice, serial: { next: number }) => {
  const thisYear = Number(dayOf(work.now).slice(0, 4))
  const worker = accounts.find(({ loginName }) => loginName === 'worker1')
  const looker = worker ? await work.use(identity).accountByLogin(worker.loginName) : null
  for (const { loginName, displayName, kind, area, phone } of accounts) {
    if (kind !== 'person' && kind !== 'enterprise') continue
    const account = await work.use(identity).accountByLogin(loginName)
    if (!account || account.personId || !(await work.use(territory).area(area))) continue
    const [home] = (await work.use(territory).dwellingsIn({ area, limit: 200 }))
      .filter(({ use }) => use === 'home')
      .slice(serial.next % 150)
    const sex = /[英华欣贞玲彤仪娥萍珊芳兰敏琴雅雯晴香婷]$/u.test(displayName) ? 'female' : 'male'
    const made = demoPerson(roll, serial.next, {
      age: roll.between(28, 68),
      sex,
      thisYear,
      hasPhone: false,
    })
    serial.next += 1
    const { personId } = await enter(work, {
      fullName: kind === 'person' ? displayName : made.fullName,
      identityNumber: made.identityNumber,
      ...(phone ? { phone } : {}),
      ...(home ? { dwellingId: home.id, address: home.address } : { areaCode: area }),
    })
    await work.use(identity).linkPerson(account.id, personId)
    await registerOf(work).update(
      personId,
      { lastVerifiedAt: new Date(work.now.getTime() - 30 * 86_400_000) },
      work.now,
    )
    const joined = await memberships(work.db).join(uuidv7(), personId, area, dayOf(work.now))
    if (joined) await memberships(work.db).verify(joined.id, ['resident', 'owner'], null, work.now)
    if (home) {
      const householdId = uuidv7()
      await homes(work.db).addHousehold(householdId, home.cellCode, home.id, work.now)
      await homes(work.db).addMember(householdId, personId, '户主', true, '2012-06-15')
      const tie = { dwellingId: home.id, areaCode: home.cellCode, personId, enterpriseId: null, sinceOn: '2012-06-15' }
      await homes(work.db).addTie({ ...tie, id: uuidv7(), tie: 'owner', shareNumerator: 1, shareDenominator: 1 })
    }
    if (kind === 'enterprise') {
      const creditCode = demoCreditCode('92', serial.next)
      await enterprises(work.db).insert(
        {
          id: uuidv7(),
          name: displayName,
          creditCode,
          kind: organisationKindOf(creditCode),
          areaCode: area,
          legalPersonId: personId,
          address: null,
        },
        work.now,
      )
    } else if (looker)
      await readSealed(work.db, {
        personIds: [personId],
        fields: ['fullName', 'phone'],
        lookerId: looker.id,
        lookerKind: 'account',
        lookerName: looker.displayName,
        purpose: 'service',
        reason: '电话通知领取长者饭堂餐券',
        requestId: 'seed',
        at: new Date(work.now.getTime() - 3 * 86_400_000),
      })
  }
}

const shops = [
  ...['记云吞面', '凉茶铺', '五金行', '药房', '洗衣店', '书报社', '菜档', '理发店', '文具店', '粥粉面'].map(
    (name) => ['92', name] as const,
  ),
  ...['物业服务有限公司', '电子商贸有限公司', '养老服务有限公司'].map((name) => ['91', name] as const),
  ...['社会工作服务中心', '志愿服务队'].map((name) => ['52', name] as const),
]

/** A few shops, firms and social organisations in every lively community. */
const trade = async (work: Deed, communities: readonly string[], roll: Dice) => {
  let serial = 5000
  for (const areaCode of communities)
    for (const [kind, name] of shops) {
      const creditCode = demoCreditCode(kind, ++serial)
      const shop = {
        id: uuidv7(),
        name: `${demoSurname(roll)}${name}`,
        creditCode,
        kind: organisationKindOf(creditCode),
        areaCode,
      }
      await enterprises(work.db).insert({ ...shop, legalPersonId: null, address: null }, work.now)
    }
}

const accountsOf = async (preset: Preset) =>
  preset.has('identity/accounts.json')
    ? (await preset.read<{ accounts: DemoAccount[] }>('identity/accounts.json')).accounts
    : []

/** A preset may bring its own people as rows under the headings of an import: `people/persons.json`. */
const bring = async (work: Deed, preset: Preset) => {
  const rows = await preset.read<Record<string, string>[]>('people/persons.json')
  const headings = [...new Set(rows.flatMap(Object.keys))]
  const line = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')
  const csv = [line(headings), ...rows.map((row) => line(headings.map((heading) => row[heading] ?? '')))].join('\n')
  const progress = (done: number) => preset.progress('people', done, rows.length)
  await importPeople(work, { fileName: 'people/persons.json', bytes: Buffer.from(csv), isDryRun: false, progress })
}

export const seed: Seed = async (someWork, preset) => {
  const work = asDeed(someWork)
  if (preset.has('people/persons.json')) return bring(work, preset)
  if (configOf(someWork).mode === 'production') return
  const isFull = preset.scale === 'full'
  const roll = dice(isFull ? 440104 : 20261123)
  // Demo and full people must not share numbers where one is laid over the other.
  const serial = { next: isFull ? 1_000_000 : 1 }
  const accounts = await accountsOf(preset)
  await meet(work, accounts, roll, serial)

  const communities = (await work.use(territory).areasAt('community')).map(({ code }) => code)
  const lively = [...new Set(accounts.map(({ area }) => area))].filter((area) => communities.includes(area))
  await trade(work, lively.length > 0 ? lively : communities.slice(0, 3), roll)
  const quiet = communities.filter((code) => !lively.includes(code))
  const plan = isFull
    ? communities.map((code) => ({ code, dwellings: 5000 }))
    : [
        ...lively.map((code) => ({ code, dwellings: 45 })),
        ...quiet.slice(0, 12).map((code) => ({ code, dwellings: 10 })),
      ]
  const total = isFull ? fullResidents : plan.reduce((sum, { dwellings }) => sum + Math.round(dwellings * 2.4), 0)
  let done = 0
  for (const { code, dwellings } of plan)
    for await (const page of dwellingsOf(work, code, dwellings)) {
      if (done >= total) break
      done += await settle(work, page, roll, serial, isFull)
      preset.progress('people', Math.min(done, total), total)
    }
  preset.progress('people', total, total)
}
