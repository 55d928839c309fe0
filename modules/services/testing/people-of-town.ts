/** Somebody of the demo district with a household, a home address and what departments told about them; and the office. */
import { randomUUID } from 'node:crypto'
import { catalogue } from '@liren/catalogue/contract'
import catalogueModule from '@liren/catalogue/server'
import { checkedNumber } from '@liren/contract/numbers'
import files from '@liren/files/server'
import forms from '@liren/forms/server'
import identity from '@liren/identity/server'
import matters from '@liren/matters/server'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import { people } from '@liren/people/contract'
import peopleModule from '@liren/people/server'
import territory from '@liren/territory/server'
import { host, type Person, type Town } from '@liren/testing'
import { layDemoLicences } from '../server/demo-licences.ts'
import services from '../server/module.ts'
import type { ServicesWork } from '../server/standing.ts'
import { district, here, smallPreset } from './services-town.ts'

export const openTown = (
  now = '2026-04-07T09:30:00+08:00',
  others: readonly Parameters<typeof host>[0][number][] = [],
): Promise<Town> =>
  host(
    [
      ...[territory, organisation, identity, peopleModule, files, notices, matters, catalogueModule, forms, services],
      ...others,
    ],
    { now, preset: smallPreset() },
  )

/** What a department would tell, in the terms of each entry. */
const toldValue = (entry: { readonly key: string; readonly type: string; readonly codes: object | null }): unknown => {
  if (entry.key === 'share.hukou.city') return '440100'
  if (entry.key === 'share.socialCard.account') return '6222000044010412345'
  if (entry.key === 'share.lowIncome.class') return 'dibao'
  switch (entry.type) {
    case 'integer':
      return 1
    case 'number':
    case 'money':
      return 18
    case 'date':
      return '2026-01-15'
    case 'boolean':
      return true
    case 'list':
      return ['有']
    case 'code':
      return Object.keys(entry.codes ?? {})[0] ?? '1'
    default:
      return '越秀区某处'
  }
}

let serial = 100

/** A person of 72 years, unless said otherwise, with everything an ordinary household has in registers and drawers. */
export const settle = async (
  town: Town,
  {
    born = '1954-03-15',
    tells = {},
  }: { readonly born?: string; readonly tells?: Readonly<Record<string, unknown>> } = {},
): Promise<{ readonly who: Person; readonly personId: string }> => {
  serial += 2
  const number = checkedNumber(`449001${born.replaceAll('-', '')}${String(serial).padStart(3, '0')}`)
  const personId = await town.work('services', async (some) => {
    // The host acts in the name of the module; only the type cannot say so.
    const work = some as unknown as ServicesWork
    const entered = await work.use(people).register({
      fullName: '陈秀英',
      identityNumber: number,
      phone: '13800001001',
      hukouAddress: '广州市越秀区越秀山街1号',
      address: '广州市越秀区越秀山街1号302',
      disabilityCertificate: `${number}43`,
      emergencyContact: '陈大文 13800001002',
      areaCode: here,
      residence: 'permanent',
    })
    return entered.personId
  })
  await town.work('services', async (some) => {
    const work = some as unknown as ServicesWork
    const entries = (await work.use(catalogue).entries()).filter(
      ({ held, key }) => held === 'shared' && !key.startsWith('enterprise.'),
    )
    const of = (prefix: string) => entries.filter(({ key }) => key.startsWith(prefix))
    const told = (some: typeof entries) =>
      some.map((entry) => ({
        key: entry.key,
        value: tells[entry.key] ?? toldValue(entry),
        source: entry.source,
        on: '2026-03-01',
        verifiedAt: work.now,
      }))
    await work.use(catalogue).record({ kind: 'person', id: personId }, told([...of('share.'), ...of('person.')]))
    await layDemoLicences(work, [personId], true)
  })
  const id = randomUUID()
  await town.work('identity', async () => undefined)
  const who = town.as({ id, personId, name: '陈秀英', roles: [{ role: 'resident', area: here, unitId: null }] })
  return { who, personId }
}

let homes = 0

/** A home in the town: people of the register live in it, and it is tied to them as the register of deeds says. */
export const giveHome = async (
  town: Town,
  lives: readonly string[],
  ties: readonly { readonly personId: string; readonly tie: 'owner' | 'tenant' }[],
): Promise<{ readonly dwellingId: string; readonly address: string }> => {
  homes += 1
  const [building, dwellingId] = [randomUUID(), randomUUID()]
  const { rows } = await town.owner.query<{ code: string }>(
    `select code from territory_areas where parent_code = $1 and level = 'gridCell' order by code limit 1`,
    [here],
  )
  const cell = rows[0]?.code ?? ''
  const code = `${cell}${String(homes).padStart(3, '0')}`
  const address = `越秀山街${homes}号`
  await town.owner.query(
    `insert into territory_buildings (id, code, name, address, cell_code, lon, lat, floors, units, dwellings_per_floor, elevators, search_text)
      values ($1, $2, $3, $4, $5, 113.26, 23.13, 8, 1, 2, 0, $4)`,
    [building, code, `${homes}栋`, address, cell],
  )
  await town.owner.query(
    `insert into territory_dwellings (id, code, building_id, unit, floor, room) values ($1, $2, $3, '1', 3, '302')`,
    [dwellingId, `${code}0302`, building],
  )
  await town.owner.query(`update people_persons set dwelling_id = $1, area_code = $3 where id = any($2::uuid[])`, [
    dwellingId,
    lives,
    cell,
  ])
  const clerk = town.as({ roles: [{ role: 'communityWorker', area: here, unitId: null }] })
  for (const { personId, tie } of ties)
    await clerk.ask(people, 'addDwellingTie', { params: { dwellingId }, body: { personId, tie } })
  return { dwellingId, address }
}

/** Every purpose the person may agree to, agreed to by themself. */
export const agreeToAll = async (who: Person) => {
  const { items } = await who.ask(catalogue, 'listMyConsents')
  for (const { purpose, version } of items)
    await who.ask(catalogue, 'decideConsent', { params: { purpose }, body: { isGiven: true, version } })
}

export const office = (town: Town) => ({
  first: town.as({
    name: '谢婉仪',
    roles: [
      { role: 'communityWorker', area: district, unitId: null },
      { role: 'dutyLeader', area: district, unitId: null },
    ],
  }),
  second: town.as({
    name: '徐思敏',
    roles: [
      { role: 'acceptor', area: district, unitId: null },
      { role: 'dutyLeader', area: district, unitId: null },
    ],
  }),
  helper: (unitId: string) => town.as({ name: '协办人员', roles: [{ role: 'handler', area: district, unitId }] }),
})
